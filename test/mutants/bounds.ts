import type { Mutant } from './mutant.ts'

const [replays, partners, notifications] = [
  'subgraphs/partners/messages/replay.test.ts',
  'subgraphs/partners/messages/replay.queries.ts',
  'db/notifications/20261122T1412-notifications.sql',
]
const forbidden = 'subgraphs/notifications/forbidden.test.ts'

/** What bounds a replay, a public place and a body, and what the database forbids of what is told. */
export const bounds: readonly Mutant[] = [
  {
    name: 'route-of-every-object',
    file: 'box/public.ts',
    before: 'Object.hasOwn(routes, name) ? routes[name] : undefined',
    after: 'routes[name]',
    why: 'A request to /constructor/ calls what is no route, and is never answered.',
    red: ['box/public.test.ts'],
  },
  {
    name: 'all-bodies-given-up',
    file: 'box/raw-body.ts',
    before: '      if (held <= atOnce) return\n',
    after: '',
    why: 'One body too many ends all that are coming.',
    red: ['box/raw-body.test.ts'],
  },
  {
    name: 'given-up-and-not-counted-off',
    file: 'box/raw-body.ts',
    before: '      countOff(oldest)\n',
    after: '',
    why: 'One body too many ends all that are coming, because none that is given up makes room.',
    red: ['box/raw-body.test.ts'],
  },
  {
    name: 'missed-and-not-said',
    file: 'lib/work/listen.ts',
    before: 'void open().then(missed, failed)',
    after: 'void open().then(undefined, failed)',
    why: 'What was said while the connection was away is looked for by nobody.',
    red: ['lib/work/listen.test.ts'],
  },
  {
    name: 'replay-into-a-full-queue',
    file: partners,
    before: 'LIMIT ${most}) waiting) < ${most}`',
    after: 'LIMIT ${most}) waiting) < 1 + ${most}`',
    why: 'A replay fills the queue of an endpoint that takes nothing, and its oldest messages fail.',
    red: [replays],
  },
  {
    name: 'replay-of-an-endpoint-that-is-off',
    file: partners,
    before: "    .where('disabled_at', 'is', null)\n",
    after: '',
    why: 'A replay goes on for an endpoint that was switched off.',
    red: [replays],
  },
  {
    name: 'replay-from-its-begin-again',
    file: partners,
    before: 'AND sequence > ${at_sequence} AND',
    after: 'AND',
    why: 'What fails again is sent by the same replay for ever.',
    red: [replays],
  },
  {
    name: 'replay-beyond-its-end',
    file: partners,
    before: 'AND sequence <= ${last_sequence} AND',
    after: 'AND',
    why: 'A replay that was asked for also sends what has come since, and has no end while that fails.',
    red: [replays],
  },
  {
    name: 'replay-of-all-times',
    file: partners,
    before: 'AND created_at >= ${since}\n',
    after: '\n',
    why: 'A partner who asks for an hour gets a month.',
    red: [replays],
  },
  {
    name: 'one-cause-told-twice',
    file: notifications,
    before: 'CONSTRAINT notification_once UNIQUE (user_id, kind, cause)',
    after: 'CONSTRAINT notification_once UNIQUE (id, user_id, kind, cause)',
    why: 'What comes twice is told twice.',
    red: [forbidden],
  },
  {
    name: 'one-channel-twice',
    file: notifications,
    before: 'CONSTRAINT delivery_once UNIQUE (notification_id, channel)',
    after: 'CONSTRAINT delivery_once UNIQUE (id, notification_id, channel)',
    why: 'Two processes queue the same mail.',
    red: [forbidden],
  },
  {
    name: 'one-event-twice',
    file: 'db/partners/20261122T1446-webhooks.sql',
    before: '  UNIQUE (endpoint_id, event_id),\n',
    after: '',
    why: 'A partner is told of one event twice, under two ids.',
    red: [replays],
  },
]
