export const history = {
  history: {
    month: 'Month',
    allMonths: 'All months',
    vehicle: 'Vehicle',
    anyVehicle: 'Any vehicle',
    state: 'State',
    anyState: 'Any',
    states: { goesOn: 'Under way', over: 'Done', failed: 'Did not happen' },
    sessions: 'Sessions',
    energy: 'Energy',
    cost: 'Cost',
    co2: 'CO₂ saved',
    kg: (n: string) => `${n} kg`,
    co2From: 'How CO₂ is estimated',
    totals: 'Bills that are still being checked are not in these sums, and filters do not change them.',
    noneFits: 'No session fits. Take a filter away.',
    csv: 'Download as a table (CSV)',
    running: 'You are charging now',
  },
  parking: {
    countdown: (clock: string) => `Parking costs in ${clock}`,
    billed: 'Parking costs now.',
  },
  charging: {
    soc: 'Battery in %',
    share: 'What the place gives you',
    shareIs: (amperes: string) => `${amperes} A on each phase`,
    waits: (clock: string) => `It waits for its turn since ${clock}: the place shares one connection.`,
    late: 'Others charge here too. What you wish for may not be reached in time.',
    notYet: 'It has not been decided yet.',
    sharedHint: 'The chargers of this place share one connection. What you get changes as others come and go.',
    until: (clock: string) => `Booked by somebody else from ${clock}. Leave before.`,
  },
}

export type HistoryTexts = typeof history
