import { registerHooks } from 'node:module';

/**
 * openapi-typescript writes types with the compiler's own API, which TypeScript 7 has no more: it gets TypeScript 5, and this project
 * stays with its own.
 */
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'typescript' ? 'typescript-5' : specifier, context),
});

/** The types of a client, as openapi-typescript makes them with its defaults. */
export async function clientTypes(document: object): Promise<string> {
  const { default: generate, astToString } = await import('openapi-typescript');
  return astToString(await generate(JSON.stringify(document)));
}
