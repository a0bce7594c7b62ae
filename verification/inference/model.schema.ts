import { builder } from '../builder.ts'
import type { ModelEntry } from '../networks/manifest.ts'
import { models, reloadModels } from './model.service.ts'

const StateRef = builder.enumType('ModelState', {
  description: 'What a model does.',
  values: {
    ACTIVE: { description: 'Verdicts stand on it.' },
    SHADOW: { description: 'It runs beside the ones in force, and its answers are only kept.' },
  } as const,
})

const EntryRef = builder.objectRef<ModelEntry>('Model').implement({
  description: 'A model of the manifest.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name.' }),
    version: t.exposeString('version', { description: 'Its version.' }),
    task: t.exposeString('task', { description: 'What it answers, e.g. ODOMETER_READER.' }),
    state: t.expose('state', { type: StateRef, description: 'What it does.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of its file, in hex, checked before it was loaded.' }),
    licence: t.exposeString('licence', { description: 'Licence of its weights.' }),
    thresholds: t.string({
      description: 'Thresholds that its confidences are compared with, as JSON.',
      resolve: ({ thresholds }) => JSON.stringify(thresholds),
    }),
    metrics: t.string({
      description: 'What was measured on photos it has not seen, as JSON.',
      resolve: ({ metrics }) => JSON.stringify(metrics),
    }),
  }),
})

const ReloadPayload = builder.objectRef<{ models: readonly ModelEntry[] }>('ReloadModelsPayload').implement({
  description: 'The models after a reload.',
  fields: (t) => ({ models: t.field({ type: [EntryRef], description: 'The models.', resolve: ({ models }) => [...models] }) }),
})

builder.queryField('models', (t) =>
  t.field({
    type: [EntryRef],
    description: 'The models of this process. For reviewers and admins.',
    resolve: (_root, _args, ctx) => [...models(ctx)],
  }),
)

builder.mutationField('reloadModels', (t) =>
  t.field({
    type: ReloadPayload,
    description:
      'Reads the manifest of the models again and changes to it once the new ones are warm. For admins; it concerns the process that answers, so send SIGHUP to each where there are several. CONFLICT says what is wrong with a manifest; the old models then stay.',
    resolve: async (_root, _args, ctx) => ({ models: await reloadModels(ctx) }),
  }),
)
