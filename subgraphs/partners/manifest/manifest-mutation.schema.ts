import { z } from 'zod'
import { builder } from '../builder.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { Manifest } from '../tables.ts'
import { ApiManifest } from './manifest.schema.ts'
import { activateManifest, retireManifest, uploadManifest } from './manifest.service.ts'

const clientId = { type: 'UUID', description: 'Id of the client.' } as const
const version = {
  description: 'What the partner calls the version: 1 to 64 letters, digits, dots, hyphens, plus signs and underscores.',
  validate: z
    .string()
    .regex(
      /^[0-9A-Za-z][0-9A-Za-z._+-]{0,63}$/,
      '1 to 64 letters, digits, dots, hyphens, plus signs and underscores; a letter or digit first.',
    ),
}
const { operations, bytes } = PARTNERS_LIMITS.manifest

const UploadInput = builder.inputType('UploadApiManifestInput', {
  description: 'A version of the operations that a client may send.',
  fields: (t) => ({
    clientId: t.field(clientId),
    version: t.string(version),
    manifest: t.field({
      type: 'JSONObject',
      description:
        'As `generate-persisted-query-manifest` of Apollo writes it, or as the codegen writes `persisted-documents.json`: each ' +
        `operation with the SHA-256 of its document. At most ${operations} operations and ${bytes} bytes.`,
    }),
  }),
})
const ActivateInput = builder.inputType('ActivateApiManifestInput', {
  description: 'A version to serve.',
  fields: (t) => ({ clientId: t.field(clientId), version: t.string(version) }),
})
const RetireInput = builder.inputType('RetireApiManifestInput', {
  description: 'A version that is to be served no longer.',
  fields: (t) => ({ clientId: t.field(clientId), version: t.string(version) }),
})

const ManifestPayload = builder.objectRef<{ manifest: Manifest }>('ApiManifestPayload').implement({
  description: 'A version as it is now.',
  fields: (t) => ({ manifest: t.expose('manifest', { type: ApiManifest, description: 'The version.' }) }),
})

builder.mutationFields((t) => ({
  uploadApiManifest: t.field({
    type: ManifestPayload,
    description:
      'Uploads a version of the operations that a client may send. It is served once it is activated. An operation whose hash is wrong, ' +
      'or that does not fit the graph, is named. The same upload again changes nothing; VERSION_TAKEN if the version has other operations; ' +
      'MANIFEST_SPACE_USED_UP if all versions of the partner together would have too many bytes.',
    args: { input: t.arg({ type: UploadInput, description: 'The client, the version, its manifest.' }) },
    resolve: async (_root, { input }, ctx) => ({ manifest: await uploadManifest(ctx, input) }),
  }),
  activateApiManifest: t.field({
    type: ManifestPayload,
    description:
      'Serves a version, also to requests that name none. The version that was active is served on until it is retired, and can be ' +
      'activated again. VERSION_RETIRED if this one was.',
    args: { input: t.arg({ type: ActivateInput, description: 'The client, and the version.' }) },
    resolve: async (_root, { input }, ctx) => ({ manifest: await activateManifest(ctx, input) }),
  }),
  retireApiManifest: t.field({
    type: ManifestPayload,
    description: 'Ends the serving of a version, for good. CONFLICT for the active one: activate another one first.',
    args: { input: t.arg({ type: RetireInput, description: 'The client, and the version.' }) },
    resolve: async (_root, { input }, ctx) => ({ manifest: await retireManifest(ctx, input) }),
  }),
}))
