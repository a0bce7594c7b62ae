import type { Mutant } from './mutant.ts'

const at = 'subgraphs/notifications'
const [announcing, devices, rounds, services] = [
  `${at}/announcements/announcement.test.ts`,
  `${at}/devices/device.test.ts`,
  `${at}/telling/rounds.test.ts`,
  `${at}/push/services.test.ts`,
]

/** Who is told no more, or not so often: by consent, in one for many, on a phone that is somebody else's by now, and while a service hangs. */
export const gathered: readonly Mutant[] = [
  {
    name: 'news-without-consent',
    file: `${at}/announcements/announcement.queries.ts`,
    before: "if (kind === 'NEWS') readers =",
    after: "if (kind === 'NEWS' && role === kind) readers =",
    why: 'Everybody gets offers that they have not agreed to.',
    red: [announcing],
  },
  {
    name: 'news-after-consent',
    file: `${at}/sending/judge.ts`,
    before: "if (kind === 'NEWS' && contact?.marketing !== true) return 'NO_CONSENT'",
    after: '',
    why: 'Who has taken the consent back still gets what was queued.',
    red: [announcing],
  },
  {
    name: 'outages-each-by-itself',
    file: `${at}/limits.ts`,
    before: 'offlineGatherMs: 15 * MINUTE',
    after: 'offlineGatherMs: 0',
    why: 'An outage of five hundred chargers is as many mails as rounds that see it.',
    red: [rounds],
  },
  {
    name: 'signed-out-keeps-its-device',
    file: `${at}/devices/login.handler.ts`,
    before: 'await deleteOfLogin(trx, userId, loginId)',
    after: '',
    why: 'A phone that was given away shows the bills of who had it.',
    red: [devices],
  },
  {
    name: 'ended-login-has-a-device',
    file: `${at}/devices/login.handler.ts`,
    before: 'await noteEnded(trx, loginId)',
    after: '',
    why: 'A request that was under way brings the device of a login back that is ended.',
    red: [devices],
  },
  {
    name: 'expired-login-keeps-its-device',
    file: `${at}/devices/device.queries.ts`,
    before: ".where('good_until', '>', sql<Date>`now()`)",
    after: '',
    why: 'A phone that lies in a drawer, or was sold, shows bills for ever.',
    red: [devices],
  },
  {
    name: 'old-login-keeps-its-device',
    file: `${at}/devices/device.queries.ts`,
    before: 'signedInAt + loginSeconds',
    after: 'signedInAt + 2 * loginSeconds',
    why: 'A login is over after 180 days, and its phone goes on for another 30.',
    red: [devices],
  },
  {
    name: 'services-hang-together',
    file: `${at}/push/senders.ts`,
    before: 'services.call(serviceOf(device), ',
    after: "services.call('all', ",
    why: 'While Google hangs nobody with a device of Apple’s is told anything.',
    red: [services],
  },
  {
    name: 'service-without-bound',
    file: `${at}/push/services.ts`,
    before: 'while (breaker.room(began.size) === 0)',
    after: 'while (breaker.room(0) === 0)',
    why: 'A service that hangs has all places of the channel.',
    red: [services],
  },
]
