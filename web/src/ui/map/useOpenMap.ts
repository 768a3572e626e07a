import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { mapBackgroundQuery } from '../../api/mapBackground.ts';
import type { Ground } from './ground.ts';
import { useMapWords } from './useMapWords.ts';

/** drawing: this browser draws no maps; loading: the program that draws them did not come. */
export type MapFailureKind = 'drawing' | 'loading';

interface Opening<Map> {
  /** Undefined: it is on its way. */
  readonly map: Map | undefined;
  readonly failure: MapFailureKind | undefined;
  readonly isBackgroundMissing: boolean;
  readonly retry: () => void;
}

type Open<Map> = (place: HTMLElement, ground: Ground, onReady: (map: Map) => void) => (() => void) | undefined;

/** Opens a map in an element once its program and its background are known, and anew in the other colours. */
export function useOpenMap<Map>(place: RefObject<HTMLElement | null>, load: () => Promise<Open<Map>>): Opening<Map> {
  const dark = useComputedColorScheme('light') === 'dark';
  const words = useMapWords();
  const { data: background, isPending } = useQuery(mapBackgroundQuery);
  const [map, setMap] = useState<Map>();
  const [failure, setFailure] = useState<{ readonly kind: MapFailureKind; readonly attempt: number }>();
  const [isBackgroundMissing, setBackgroundMissing] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const told = useRef({ words, load });
  told.current = { words, load };

  useEffect(() => {
    if (isPending) return undefined;
    let remove: (() => void) | undefined;
    let gone = false;
    const failed = (kind: MapFailureKind) => void (gone || setFailure({ kind, attempt }));
    const ground = {
      dark,
      background,
      words: told.current.words,
      onFailure: () => failed('drawing'),
      onBackgroundMissing: (isMissing: boolean) => void (gone || setBackgroundMissing(isMissing)),
    };
    void told.current.load().then(
      (open) => {
        if (gone || place.current === null) return;
        remove = open(place.current, ground, (opened) => setMap(() => opened));
      },
      () => failed('loading'),
    );
    return () => {
      gone = true;
      setMap(undefined);
      setBackgroundMissing(false);
      remove?.();
    };
  }, [dark, background, isPending, attempt, place]);

  const failed = failure?.attempt === attempt ? failure.kind : undefined;
  return { map, failure: failed, isBackgroundMissing, retry: () => setAttempt((count) => count + 1) };
}
