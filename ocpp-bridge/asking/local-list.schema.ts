import { builder } from '../builder.ts'
import { ChargePointRef } from '../charge-point.schema.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { LocalList } from '../local-lists/local-list.queries.ts'
import { askedFields, CommandRef } from '../operations/command.schema.ts'
import { requestCommand } from '../operations/command.service.ts'
import { keepLocalList } from './local-list.service.ts'

const CacheInput = builder.inputType('ClearCacheInput', {
  description: 'Whose memory is emptied.',
  fields: (t) => askedFields(t),
})

const VersionInput = builder.inputType('GetLocalListVersionInput', {
  description: 'Whose list.',
  fields: (t) => askedFields(t),
})

const SendInput = builder.inputType('SendLocalListInput', {
  description: 'How much of the list is sent.',
  fields: (t) => ({
    ...askedFields(t),
    full: t.boolean({ description: 'True: all of it. False: what the charger lacks, all where that is not known.' }),
  }),
})

const KeepInput = builder.inputType('KeepLocalListInput', {
  description: 'Whose list, and whether it is kept.',
  fields: (t) => ({
    chargePointId: t.field({ type: 'UUID', description: 'Id of the station whose charger it is.' }),
    kept: t.boolean({ description: 'True: it is kept in step. False: it is emptied and left alone.' }),
  }),
})

const LocalListRef = builder.objectRef<LocalList>('LocalList').implement({
  description: `The cards that a charger knows while it is offline: those that charged there in the last ${OCPP_LIMITS.localListDays} days and may still charge. No other driver's card is sent to it.`,
  fields: (t) => ({
    kept: t.exposeBoolean('kept', { description: 'True: it is kept in step.' }),
    version: t.exposeInt('version', {
      nullable: true,
      description: 'The version that the charger has; null where that is not known, and all is sent again.',
    }),
    failedAt: t.expose('failed_at', {
      type: 'DateTime',
      nullable: true,
      description: 'When the charger last did not take it; null if it took the last one.',
    }),
  }),
})

builder.objectFields(ChargePointRef, (t) => ({
  localList: t.field({
    type: LocalListRef,
    nullable: true,
    description: 'Its list of cards; null where none was ever wanted.',
    resolve: ({ station_id: id }, _args, { loaders }) => loaders.localList.load(id),
  }),
}))

builder.mutationFields((t) => ({
  clearCache: t.field({
    type: CommandRef,
    description: 'Has a charger of your own forget the id tokens that it remembers by itself.',
    args: { input: t.arg({ type: CacheInput, description: 'Whose.' }) },
    resolve: (_root, { input }, ctx) => requestCommand(ctx, 'CLEAR_CACHE', input, {}),
  }),
  getLocalListVersion: t.field({
    type: CommandRef,
    description:
      'Asks a charger of your own which version of its list of cards it has. Where it is not the one that is known, all is sent again.',
    args: { input: t.arg({ type: VersionInput, description: 'Whose.' }) },
    resolve: (_root, { input }, ctx) => requestCommand(ctx, 'GET_LOCAL_LIST_VERSION', input, {}),
  }),
  sendLocalList: t.field({
    type: CommandRef,
    description:
      'Sends a charger of your own its list of cards now; empty where the list is not kept. What does not fit into one message is sent by the next.',
    args: { input: t.arg({ type: SendInput, description: 'Whose, and how much.' }) },
    resolve: (_root, { input: { full, ...asked } }, ctx) => requestCommand(ctx, 'SEND_LOCAL_LIST', asked, { full }),
  }),
  keepLocalList: t.field({
    type: ChargePointRef,
    description:
      'Has the list of cards of a charger of your own kept in step, or emptied and left alone. Asking twice changes nothing.',
    args: { input: t.arg({ type: KeepInput, description: 'Whose, and whether.' }) },
    resolve: (_root, { input: { chargePointId, kept } }, ctx) => keepLocalList(ctx, chargePointId, kept),
  }),
}))
