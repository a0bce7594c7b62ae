import { builder } from './builder.ts'
import { TaskRef } from './deed-task.schema.ts'
import { DeedRef, StateRef } from './deed.schema.ts'
import { deedsOf } from './deed.service.ts'
import { UserRef } from './reference.schema.ts'

builder.objectFields(UserRef, (t) => ({
  deeds: t.connection(
    {
      type: DeedRef,
      nullable: true,
      description: 'Eco-deeds, the newest first; null for others than the user, reviewers and admins.',
      args: {
        task: t.arg({ type: TaskRef, required: false, description: 'Only deeds of this task.' }),
        state: t.arg({ type: StateRef, required: false, description: 'Only deeds that are so far.' }),
      },
      resolve: ({ id }, { task, state, ...args }, ctx) => deedsOf(ctx, id, { task, state }, args),
    },
    { description: "A page of a user's deeds." },
    { description: "A place in a user's deeds." },
  ),
}))
