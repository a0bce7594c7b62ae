import type { CodegenConfig } from '@graphql-codegen/cli'

/** The clients, each a folder of operations; partners may send theirs by hash alone, so they get a manifest. */
const CLIENTS = ['driver', 'admin', 'partner', 'sdk'] as const

/** `npm run codegen`: types of every client's operations, from the composed API schema. The output is committed. */
const config: CodegenConfig = {
  schema: 'gateway/schema.graphql',
  generates: Object.fromEntries(
    CLIENTS.map((client) => [
      `clients/${client}/generated/`,
      {
        preset: 'client',
        documents: `clients/${client}/**/*.graphql`,
        presetConfig: { fragmentMasking: false, skipIndexFile: true, persistedDocuments: client === 'partner' },
        config: {
          documentMode: 'string',
          useTypeImports: true,
          enumsAsTypes: true,
          strictScalars: true,
          inputMaybeValue: 'T | null | undefined',
          // As JSON brings them.
          scalars: {
            DateTime: 'string',
            Email: 'string',
            JSONObject: 'Readonly<Record<string, unknown>>',
            Latitude: 'number',
            Longitude: 'number',
            TokenAmount: 'string',
            URL: 'string',
            UUID: 'string',
            Wh: 'number',
          },
        },
      },
    ]),
  ),
  importExtension: '.ts',
}

export default config
