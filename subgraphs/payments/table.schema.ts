import { builder } from './builder.ts'
import type { Table } from './table.ts'

/** A part of a table in the graph. `amounts` says how its amounts are to be read. */
export const tableType = (name: string, description: string, amounts: string) =>
  builder.objectRef<Table>(name).implement({
    description,
    fields: (t) => ({
      csv: t.string({
        description: `CSV (RFC 4180) in UTF-8; moments are ISO 8601 in UTC, amounts in major units, ${amounts}. The first part has a head. Put the parts together as they are.`,
        resolve: async ({ part }) => (await part()).csv,
      }),
      next: t.string({
        nullable: true,
        description: 'Give it as `after` for the next part; null with the last one.',
        resolve: async ({ part }) => (await part()).next,
      }),
      url: t.field({
        type: 'URL',
        description: 'The same part as a file, for a quarter of an hour, for whoever has the link.',
        resolve: ({ url }) => url,
      }),
    }),
  })
