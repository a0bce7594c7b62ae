import { ApiClient } from '../client/client.schema.ts'
import { builder } from '../builder.ts'
import { OperationKind } from '../gateway/gateway.schema.ts'
import type { Manifest } from '../tables.ts'
import type { Changes } from './changes.ts'
import type { Problem } from './graph.ts'
import type { StoredOperation } from './manifest.queries.ts'
import { changesFrom, manifestOf, manifestsOf, operationsIn, problemsIn } from './manifest.service.ts'

const ManifestState = builder.enumType('ApiManifestState', {
  description: 'Whether a version of a manifest is served.',
  values: {
    UPLOADED: { description: 'Not yet: it has never been activated.' },
    ACTIVE: { description: 'It is, also to requests that name no version.' },
    SERVED: { description: 'It was active before, and is served until it is retired.' },
    RETIRED: { description: 'No longer, for good.' },
  } as const,
})

const ApiOperation = builder.objectRef<StoredOperation>('ApiOperation').implement({
  description: 'An operation of a manifest.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, of which a version has one.' }),
    kind: t.expose('kind', { type: OperationKind, description: 'What it does.' }),
    hash: t.exposeString('hash', { description: 'SHA-256 of its document in hexadecimal digits: what a client sends for it.' }),
    body: t.exposeString('body', { description: 'Its document.' }),
  }),
})

const ChangedOperation = builder.objectRef<Changes<StoredOperation>['changed'][number]>('ChangedApiOperation').implement({
  description: 'An operation that two versions have under one name with different documents.',
  fields: (t) => ({
    before: t.expose('before', { type: ApiOperation, description: 'In the earlier version.' }),
    after: t.expose('after', { type: ApiOperation, description: 'In this version.' }),
  }),
})

const ManifestChanges = builder.objectRef<Changes<StoredOperation>>('ApiManifestChanges').implement({
  description: 'What is other in a version than in another one, by the names of operations.',
  fields: (t) => ({
    added: t.expose('added', { type: [ApiOperation], description: 'Those that the other has not.' }),
    removed: t.expose('removed', { type: [ApiOperation], description: 'Those that the other alone has.' }),
    changed: t.expose('changed', { type: [ChangedOperation], description: 'Those with other documents.' }),
    unchanged: t.exposeInt('unchanged', { description: 'How many are the same.' }),
  }),
})

const ManifestProblem = builder.objectRef<Problem>('ApiManifestProblem').implement({
  description: 'An operation that does not fit the present graph.',
  fields: (t) => ({
    operation: t.exposeString('operation', { description: 'Its name.' }),
    message: t.exposeString('message', { description: 'The first thing that is wrong.' }),
  }),
})

export const ApiManifest = builder.objectRef<Manifest>('ApiManifest').implement({
  description: "The operations of one version of a partner's program. What was uploaded never changes.",
  fields: (t) => ({
    version: t.exposeString('version', { description: 'What the partner calls the version.' }),
    state: t.field({
      type: ManifestState,
      description: 'Whether it is served.',
      resolve: ({ active, activated_at, retired_at }) =>
        retired_at ? 'RETIRED' : active ? 'ACTIVE' : activated_at ? 'SERVED' : 'UPLOADED',
    }),
    operationCount: t.exposeInt('operations', { description: 'How many operations it has.' }),
    bytes: t.exposeInt('bytes', { description: 'Bytes of all its documents.' }),
    uploadedAt: t.expose('uploaded_at', { type: 'DateTime', description: 'When it was uploaded.' }),
    activatedAt: t.expose('activated_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was first activated; null: never.',
    }),
    retiredAt: t.expose('retired_at', { type: 'DateTime', nullable: true, description: 'When it was retired; null: it was not.' }),
    operations: t.connection(
      {
        type: ApiOperation,
        description: 'Its operations, in the order of their names.',
        resolve: (manifest, args, ctx) => operationsIn(ctx, manifest, args),
      },
      { name: 'ApiOperationConnection', description: 'A page of operations.' },
      { name: 'ApiOperationEdge', description: 'An operation in its place.' },
    ),
    changes: t.field({
      type: ManifestChanges,
      nullable: true,
      description: 'What is other in it than in another version of the client; null if there is no such version.',
      args: {
        from: t.arg.string({ required: false, description: 'The other version; the active one by default.' }),
      },
      resolve: (manifest, { from }, ctx) => changesFrom(ctx, manifest, from ?? null),
    }),
    problems: t.field({
      type: [ManifestProblem],
      description: 'Operations that do not fit the present graph, e.g. since a field is gone. At the upload there were none.',
      resolve: (manifest, _args, ctx) => problemsIn(ctx, manifest),
    }),
  }),
})

builder.objectFields(ApiClient, (t) => ({
  manifests: t.connection(
    {
      type: ApiManifest,
      description: 'Versions of its operations, the newest upload first.',
      resolve: (client, args, ctx) => manifestsOf(ctx, client, args),
    },
    { name: 'ApiManifestConnection', description: 'A page of versions.' },
    { name: 'ApiManifestEdge', description: 'A version in its place.' },
  ),
  manifest: t.field({
    type: ApiManifest,
    nullable: true,
    description: 'A version by its name; null where there is none.',
    args: { version: t.arg.string({ description: 'What the partner calls it.' }) },
    resolve: (client, { version }, ctx) => manifestOf(ctx, client, version),
  }),
}))
