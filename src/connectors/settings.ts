/** What a setting is, so that a message about it names the file and the field. */
export class Settings {
  readonly #file: string;
  readonly #at: string;
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #read = new Set<string>();

  constructor(file: string, values: unknown, at = '') {
    this.#file = file;
    this.#at = at;
    if (typeof values !== 'object' || values === null || Array.isArray(values))
      throw new Error(`${file}: ${at === '' ? 'the file' : `"${at}"`} has to be an object: {"field": value, ...}`);
    this.#values = values as Readonly<Record<string, unknown>>;
  }

  get names(): readonly string[] {
    return Object.keys(this.#values);
  }

  has(name: string): boolean {
    this.#read.add(name);
    return this.#values[name] !== undefined;
  }

  /** The value as it is, for who knows what to do with any. */
  value(name: string): unknown {
    this.#read.add(name);
    return this.#values[name];
  }

  text(name: string, hint: string): string {
    return this.optionalText(name) ?? this.fail(name, `is missing: ${hint}`);
  }

  optionalText(name: string): string | undefined {
    const value = this.value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '') return this.fail(name, 'has to be a text that is not empty');
    return value;
  }

  choice<T extends string>(name: string, choices: readonly T[]): T {
    const text = this.text(name, `give one of ${choices.join(', ')}`);
    return (
      choices.find((choice) => choice === text) ?? this.fail(name, `is "${text}": give one of ${choices.join(', ')}`)
    );
  }

  number(name: string, standard: number, least: number, most: number): number {
    const value = this.value(name) ?? standard;
    if (typeof value !== 'number' || !(value >= least && value <= most))
      return this.fail(name, `has to be a number from ${least} to ${most}`);
    return value;
  }

  flag(name: string): boolean {
    const value = this.value(name) ?? false;
    return typeof value === 'boolean' ? value : this.fail(name, 'has to be true or false');
  }

  inner(name: string, hint: string): Settings {
    const value = this.value(name);
    if (value === undefined) return this.fail(name, `is missing: ${hint}`);
    return new Settings(this.#file, value, this.#path(name));
  }

  /** Texts by name: headers. */
  texts(name: string): Readonly<Record<string, string>> {
    if (!this.has(name)) return {};
    const inner = this.inner(name, '');
    return Object.fromEntries(inner.names.map((key) => [key, inner.text(key, '')]));
  }

  /** A field that nobody reads is a typing error that would go unnoticed. */
  end(): void {
    const unknown = this.names.filter((name) => !this.#read.has(name));
    if (unknown[0] !== undefined)
      this.fail(unknown[0], `is not known here: there is ${[...this.#read].sort().join(', ')}`);
  }

  fail(name: string, problem: string): never {
    throw new Error(`${this.#file}: "${this.#path(name)}" ${problem}`);
  }

  #path(name: string): string {
    return this.#at === '' ? name : `${this.#at}.${name}`;
  }
}

/** `${NAME}` in texts becomes the environment variable NAME, so that passwords stay out of the file. */
export function withEnvironment(
  file: string,
  value: unknown,
  env: Readonly<Record<string, string | undefined>>,
  at = '',
): unknown {
  if (typeof value === 'string')
    return value.replace(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, name: string) => {
      const found = env[name];
      if (found === undefined)
        throw new Error(`${file}: "${at}" asks for the environment variable ${name}, which is not set: set it`);
      return found;
    });
  if (Array.isArray(value)) return value.map((item, i) => withEnvironment(file, item, env, `${at}[${i}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      withEnvironment(file, item, env, at === '' ? key : `${at}.${key}`),
    ]),
  );
}
