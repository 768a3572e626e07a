import { ObjectLink } from '../ObjectLink.tsx';

/** Some events name what they are about by its kind and id. */
export function EventSubject({ name }: { name: string | null }) {
  const [, kind, id] =
    /^(camera|door|lock|organization|user|preset|plan|ticket|folder|site) (\d+)$/.exec(name ?? '') ?? [];
  return kind === undefined || id === undefined ? name : <ObjectLink kind={kind} id={id} />;
}
