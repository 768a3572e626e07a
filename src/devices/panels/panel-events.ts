import type { PanelReport } from '../../core/panels/reports/report.ts';

/** Turns a line that a model of panels writes to syslog into what happened; undefined: into nothing. */
export type ReadEvent = (text: string) => PanelReport | undefined;

export const digitsOf = (written: string): string => written.toLowerCase();

/** A panel that knows no flat writes 0. */
export const apartmentOf = (written: string | undefined): number | null => Number(written ?? 0) || null;
