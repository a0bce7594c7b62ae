import { z } from 'zod'
import { builder } from './builder.ts'
import { TaskRef } from './deed-task.schema.ts'
import { setLimit } from './limit.service.ts'
import { TASKS, type Impact, type TaskData } from './tasks.ts'

const JudgedByRef = builder.enumType('DeedJudge', {
  description: 'Who or what decides whether a deed counts.',
  values: {
    MODEL: { description: 'A model judges the photo, and a person where the model is not sure.' },
    PERSON: { description: 'A person judges the photo.' },
    CHARGING_SESSION: { description: 'A charging session of the user with us, at that place and time, proves it.' },
  } as const satisfies Record<TaskData['judgedBy'], object>,
})

const ImpactRef = builder.objectRef<Impact>('DeedTaskImpact').implement({
  description: 'What one deed of a task is worth, as an estimate with its source.',
  fields: (t) => ({
    kgCo2: t.exposeFloat('kgCo2', {
      nullable: true,
      description: 'Kilograms of carbon dioxide; null where it is about something else.',
    }),
    kgWaste: t.exposeFloat('kgWaste', {
      nullable: true,
      description: 'Kilograms of waste; null where it is about something else.',
    }),
    meaning: t.exposeString('meaning', { description: 'What the figure stands for, and what it does not.' }),
    source: t.exposeString('source', { description: 'Who says so.' }),
    sourceUrl: t.expose('sourceUrl', { type: 'URL', description: 'Where it is published.' }),
  }),
})

const InfoRef = builder.objectRef<TaskData>('DeedTaskInfo').implement({
  description: 'What one should know of a task before taking the photo.',
  fields: (t) => ({
    task: t.expose('task', { type: TaskRef, description: 'The task.' }),
    title: t.exposeString('title', { description: 'Its name for people, in English.' }),
    guidance: t.stringList({ description: 'How to photograph it, in English.', resolve: ({ guidance }) => [...guidance] }),
    judgedBy: t.expose('judgedBy', { type: JudgedByRef, description: 'Who or what decides whether it counts.' }),
    needsMaterial: t.boolean({
      description: 'Whether the material must be said when it is submitted.',
      resolve: ({ task }) => task === 'RECYCLING',
    }),
    perDay: t.int({
      description: 'So many are approved for one day (UTC) without a further look; a person looks at each one more.',
      resolve: async ({ task }, _args, { loaders }) => (await loaders.limit.load(task))?.per_day ?? 0,
    }),
    impact: t.expose('impact', {
      type: ImpactRef,
      nullable: true,
      description: 'What one deed is worth; null where no honest figure is to be had.',
    }),
    impactNote: t.exposeString('impactNote', { nullable: true, description: 'Why there is no figure; null where there is one.' }),
  }),
})

builder.queryField('deedTasks', (t) =>
  t.field({ type: [InfoRef], description: 'What can be done, and how it is judged.', resolve: () => [...TASKS] }),
)

const SetLimitInput = builder.inputType('SetDeedLimitInput', {
  description: 'How often a task may be done in a day before people look.',
  fields: (t) => ({
    task: t.field({ type: TaskRef, description: 'The task.' }),
    perDay: t.int({
      description: 'So many a day, 0 to 1,000. With 0 a person looks at every one.',
      validate: z.number().min(0, 'At least 0.').max(1_000, 'At most 1,000.'),
    }),
  }),
})

builder.mutationField('setDeedLimit', (t) =>
  t.field({
    type: InfoRef,
    description: 'Changes how many deeds of a task a day are approved without a further look. Admins only.',
    args: { input: t.arg({ type: SetLimitInput, description: 'The limit.' }) },
    resolve: (_root, { input }, ctx) => setLimit(ctx, input),
  }),
)
