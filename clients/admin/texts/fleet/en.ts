import type { BulkCommandState } from '../../generated/graphql.ts'
import type { Wish } from '../../pages/points/wish.ts'
import { plurals } from '../../../web/i18n/plural.ts'

const count = plurals('en')

export const texts = {
  fleet: {
    bulks: 'Bulk commands',
    noBulks: 'Nothing was asked of many chargers yet. Select some at the charge points.',
    faults: 'Faults',
    faulted: 'With a fault',
    select: 'Select',
    state: 'State',
    selectLoaded: 'Select all shown',
    selectNone: 'Select none',
    allThatFit: 'All that fit the filters',
    selected: (shown: string) => `Selected: ${shown}`,
    chargers: (n: number) => count(n, { one: '# charger', other: '# chargers' }),
    command: 'Command',
    ask: (shown: string) => `Ask ${shown}`,
    wishes: {
      RESET: 'Restart softly',
      HEARTBEAT: 'Ask for a heartbeat',
      STATUS: 'Ask for the state of connectors',
      INTO_SERVICE: 'Into service',
      OUT_OF_SERVICE: 'Out of service',
    } satisfies Record<Wish, string>,
    asks: {
      RESET: 'They end what runs in an orderly way, then restart, 60 in a minute. It pauses by itself when half of them fail.',
      HEARTBEAT: 'Each sends a sign of life.',
      STATUS: 'Each says how its connectors are.',
      INTO_SERVICE: 'Drivers can charge there again.',
      OUT_OF_SERVICE: 'Nobody can begin to charge there until they are put into service again.',
    } satisfies Record<Wish, string>,
    states: { RUNNING: 'Running', PAUSED: 'Paused', DONE: 'Done', CANCELLED: 'Called off' } satisfies Record<
      BulkCommandState,
      string
    >,
    progress: (done: number, of: number) => `${done} of ${of} done`,
    first: 'Asked first, by itself:',
    counts: 'By state',
    results: 'Each charger',
    noResults: 'No charger is in this state.',
    pause: 'Pause',
    resume: 'Go on',
    callOff: 'Call off',
    callOffAsks: 'Chargers that were not asked yet are not asked any more. Those that were asked still answer.',
  },
}
