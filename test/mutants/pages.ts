import type { Mutant } from './mutant.ts'

const LEAVING = 'clients/driver/pages/paying/leaving.test.ts'
const SW = 'clients/driver/worker/sw.test.ts'
const BULK = 'clients/admin/pages/points/bulk.test.ts'
const LEASE = 'clients/admin/pages/review/lease-left.test.ts'
const PENDING = 'clients/admin/pages/review/pending.test.ts'
const QUEUE = 'clients/admin/pages/review/queue.test.ts'
const SIGN = 'clients/driver/pages/linked/sign.test.ts'
const NODE = 'clients/driver/pages/reward/node.test.ts'
const START = 'clients/driver/pages/station/start.test.ts'
const WEEK = 'clients/admin/pages/rewards/week.test.ts'

/** Lines of the apps' pages that unit tests hold: no journey is run for a mutant. */
export const pages: readonly Mutant[] = [
  {
    name: 'bank-runs-a-script',
    file: 'clients/driver/pages/paying/leaving.ts',
    before: "  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('The provider gave no address.')\n",
    after: '  void protocol\n',
    why: 'An address from a provider runs as a script in the driver’s app.',
    red: [LEAVING],
  },
  {
    name: 'broken-config-kept',
    file: 'clients/driver/worker/sw.ts',
    before: 'if (response.ok) await',
    after: 'await',
    why: 'After one 502 the app does not start without a network any more.',
    red: [SW],
  },
  {
    name: 'graph-in-the-cache',
    file: 'clients/driver/worker/sw.ts',
    before: ' || url.origin !== scope.location.origin) return',
    after: ') return',
    why: 'The worker answers for other origins by files of ours.',
    red: [SW],
  },
  {
    name: 'old-version-stays',
    file: 'clients/driver/worker/sw.ts',
    before: '(name) => name !== KEPT)',
    after: '(name) => name === KEPT)',
    why: 'A new version throws its own files away, and keeps the old ones.',
    red: [SW],
  },
  {
    name: 'push-opens-another-window',
    file: 'clients/driver/worker/sw.ts',
    before: '  if (!open) return void (await scope.clients.openWindow(path))',
    after: '  if (open) return void (await scope.clients.openWindow(path))\n  if (!open) return',
    why: 'A press on a push opens nothing.',
    red: [SW],
  },
  {
    name: 'another-charger-same-key',
    file: 'clients/admin/pages/points/bulk.ts',
    before: '`bulk/${wish}/${one}/${JSON.stringify(rest)}`',
    after: '`bulk/${wish}/${JSON.stringify(rest)}`',
    why: 'A reset whose answer was lost is the answer to the next one, of another charger.',
    red: [BULK],
  },
  {
    name: 'number-unchecked',
    file: 'clients/admin/pages/points/bulk.ts',
    before: 'all && !complete ? null : ids.length - 1',
    after: 'all ? null : ids.length - 1',
    why: 'A command goes to chargers that came into the filter after it was looked at.',
    red: [BULK],
  },
  {
    name: 'first-asked-twice',
    file: 'clients/admin/pages/points/bulk.ts',
    before: 'ids.filter((id) => id !== one)',
    after: 'ids',
    why: 'The first charger is asked twice, and the number does not agree.',
    red: [BULK],
  },
  {
    name: 'decided-on-a-lost-case',
    file: 'clients/admin/pages/review/lease-left.ts',
    before: 'left(of) >= LEAST_MS',
    after: 'left(of) > 0',
    why: 'A decision is refused because its case was somebody else’s when it was sent.',
    red: [LEASE],
  },
  {
    name: 'given-back-after-claimed-again',
    file: 'clients/admin/pages/review/queue.ts',
    before: '  leaving = Promise.allSettled([leaving, left])\n',
    after: '',
    why: 'A case is claimed again before it is given back, and its decision is refused.',
    red: [QUEUE],
  },
  {
    name: 'waits-for-itself',
    file: 'clients/admin/pages/review/queue.ts',
    before: 'await take(sdk, id).catch(unlessTaken)',
    after: 'await claim(sdk, id).catch(unlessTaken)',
    why: 'A decision that is taken back stops the review for good.',
    red: [QUEUE],
  },
  {
    name: 'first-decision-lost',
    file: 'clients/admin/pages/review/pending.ts',
    before: '      void flush()\n      change({ held: wish })',
    after: '      change({ held: wish })',
    why: 'Who decides fast loses every decision but the last.',
    red: [PENDING],
  },
  {
    name: 'undone-and-sent',
    file: 'clients/admin/pages/review/pending.ts',
    before: '    clearTimeout(timer)\n    change({ held: null })',
    after: '    clearTimeout(timer)',
    why: 'A decision that was taken back is sent all the same.',
    red: [PENDING],
  },
  {
    name: 'another-account-signs',
    file: 'clients/driver/pages/linked/sign.ts',
    before: 'now?.toLowerCase() !== address.toLowerCase()',
    after: 'now === undefined',
    why: 'A wallet is linked that its owner has not chosen.',
    red: [SIGN],
  },
  {
    name: 'stays-on-another-chain',
    file: 'clients/driver/pages/linked/sign.ts',
    before: 'if (!(await isThere())) throw',
    after: 'if (await isThere()) return\n  if (chainId < 0) throw',
    why: 'A wallet that says yes and stays on its chain signs there.',
    red: [SIGN],
  },
  {
    name: 'any-node',
    file: 'clients/driver/pages/reward/node.ts',
    before: 'new URL(node).origin === new URL(url).origin',
    after: 'new URL(node).hostname === new URL(url).hostname',
    why: 'A page asks a port of the reader’s machine that nobody has named, and is refused by the browser without a word.',
    red: [NODE],
  },
  {
    name: 'start-without-end',
    file: 'clients/driver/pages/station/start.ts',
    before: "error.code !== 'HOLD_NOT_READY' || left === 1",
    after: "error.code !== 'HOLD_NOT_READY'",
    why: 'A start whose hold never comes is asked for without end, and nothing is said.',
    red: [START],
  },
  {
    name: 'wish-after-start',
    file: 'clients/driver/pages/station/start.ts',
    before: '    startWish.forget(holdId)\n    return started\n',
    after: '    return started\n',
    why: 'Who comes back to the station starts again by looking at it.',
    red: [START],
  },
  {
    name: 'wish-after-refusal',
    file: 'clients/driver/pages/station/start.ts',
    before: '    if (!isPassing(error)) startWish.forget(holdId)\n',
    after: '',
    why: 'A start that was refused is asked for again by each look at the page.',
    red: [START],
  },
  {
    name: 'campaign-by-the-drafters-clock',
    file: 'clients/admin/pages/rewards/week.ts',
    before: 'return instantIn(timeZone, day, clock).toISOString()',
    after: 'return new Date(typed).toISOString()',
    why: 'A campaign of another zone begins hours before or after what was typed.',
    red: [WEEK],
  },
  {
    name: 'midnight-ends-nothing',
    file: 'clients/admin/pages/rewards/week.ts',
    before: 'until: minuteOf(until) === 0 ? DAY_MINUTES : minuteOf(until)',
    after: 'until: minuteOf(until)',
    why: 'Times until midnight are refused.',
    red: [WEEK],
  },
]
