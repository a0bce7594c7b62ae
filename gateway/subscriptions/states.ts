import type { FetchNode } from '@apollo/query-planner'
import { Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql'
import { cacheableOf } from '../caching/cacheable.ts'

/**
 * Subscriptions whose every event is the whole state of what is watched. So the newest event is all that a reader needs, and the stream may
 * be shared. A test holds both lists against the schema: whoever adds a subscription decides it here.
 */
export const STATES: ReadonlySet<string> = new Set(
  [
    'stationAvailability sessionUpdated siteUpdated billUpdated holdUpdated inboxChanged',
    'reservationUpdated slotsChanged webhookEndpointUpdated',
    'chargePointUpdated chargePointCommandUpdated bulkCommandUpdated logRunUpdated firmwareRunUpdated',
    'odometerUploadUpdated myOdometerUploadsUpdated photoUpdated reviewQueueChanged',
  ].flatMap((names) => names.split(' ')),
)

/** The others: each event is of one of several things, or is something that happened. Who misses one has missed it for good. */
export const PARTIAL: ReadonlySet<string> = new Set([
  'stationsAvailability',
  'myDeedUpdated',
  'favouritesUpdated',
  'meetupFeed',
  'chargePointMessages',
  'chargePointEvents',
  'rewardEarned',
  'faultReportUpdated',
  'walletUpdated',
  'notificationReceived',
  'waitlistUpdated',
])

/** Who may share a subgraph's stream: all who are no more than drivers, one caller alone, or nobody. */
export type Sharing = 'everybody' | 'caller' | 'nobody'

const known = new WeakMap<FetchNode, Sharing>()

export function sharingOf(node: FetchNode, schema: GraphQLSchema): Sharing {
  const hit = known.get(node)
  if (hit !== undefined) return hit
  const sharing = isState(node) ? (cacheableOf(node, schema)?.scope === 'public' ? 'everybody' : 'caller') : 'nobody'
  known.set(node, sharing)
  return sharing
}

function isState({ operation: text }: FetchNode): boolean {
  const [operation] = parse(text, { noLocation: true }).definitions as OperationDefinitionNode[]
  return operation?.selectionSet.selections.every((field) => field.kind === Kind.FIELD && STATES.has(field.name.value)) === true
}
