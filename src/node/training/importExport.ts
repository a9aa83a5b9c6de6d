import { InvalidArgumentError } from '../../errors/index.js';

/** Where a function is exported: `argument` is the field of the job that names it. */
export interface ExportPlace {
  readonly url: string | URL;
  readonly argument: 'exportName' | 'restoreExport';
  readonly name: string;
}

/**
 * The exported function of a module, which is imported here; of a CommonJS module too.
 *
 * @throws {@link InvalidArgumentError} when the module cannot be imported, or exports no such function.
 */
export async function importExport<Exported>({ url, argument, name }: ExportPlace): Promise<Exported> {
  const module = await imported(String(url));
  const exported = module[name] ?? (module['default'] as Record<string, unknown> | undefined)?.[name];
  if (typeof exported === 'function') return exported as Exported;
  const expected = `the name of a function that ${url} exports`;
  throw new InvalidArgumentError({ argument, value: name, expected });
}

async function imported(url: string): Promise<Record<string, unknown>> {
  try {
    return await import(/* @vite-ignore */ url);
  } catch (error) {
    throw new InvalidArgumentError(
      {
        argument: 'url',
        value: url,
        expected: 'the URL of a module that can be imported',
        hint: error instanceof Error ? error.message : undefined,
      },
      { cause: error },
    );
  }
}
