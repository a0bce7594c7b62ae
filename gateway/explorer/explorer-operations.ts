/** A tab of the explorer: an operation that works as it stands, or says what to fill in. */
export interface ExplorerTab {
  query: string
  variables: string
}

const tab = (query: string, variables: object = {}): ExplorerTab => ({
  query: query.trim(),
  variables: Object.keys(variables).length > 0 ? JSON.stringify(variables, null, 2) : '',
})

/** A variable to replace by an id that another tab has shown. */
const FILL_IN = '00000000-0000-0000-0000-000000000000'

/** A driver's way through the graph. The editor is about 60 characters wide on a screen of 1,500 pixels. */
export const EXPLORER_TABS: readonly ExplorerTab[] = [
  tab(
    `
# Evergraph. Ctrl+Enter runs, Ctrl+Space completes,
# the documentation opens at the upper left.
#
# 1. Sign in: with the form above, and every tab acts as you;
#    or run this, and put the token into Headers below:
#    {"authorization": "Bearer <accessToken>"}
mutation SignIn {
  signIn(input: { email: "you@example.org", password: "" }) {
    user { displayName roles }
    login { accessToken accessTokenExpiresAt }
  }
}`,
  ),
  tab(
    `
# 2. Free connectors, the nearest first; no account needed.
query Nearest($input: NearestConnectorsInput!) {
  nearestConnectors(input: $input, first: 5) {
    edges {
      distanceM
      node {
        id
        standard
        maxPowerW
        status
        station { id name address city }
        tariff { description currency }
      }
    }
  }
}`,
    { input: { latitude: 52.0907, longitude: 5.1214, minPowerW: 50_000, onlyAvailable: true } },
  ),
  tab(
    `
# 3. Take a connector's id from the tab before. The same key
#    gives the same session again: change it for the next.
mutation StartCharging($input: StartChargingInput!) {
  startCharging(input: $input) { id status failureReason }
}`,
    { input: { connectorId: FILL_IN, idempotencyKey: 'c0ffee00-0000-4000-8000-000000000001' } },
  ),
  tab(
    `
# 4. Live until the bill; its id is in the tab before.
subscription WatchSession($id: UUID!) {
  sessionUpdated(sessionId: $id) {
    status
    energyWh
    powerW
    socPercent
    minutesLeft
    runningCost { amountMinor currency }
    chargeDetailRecord {
      totalCostInclVat { amountMinor currency }
    }
    reward { amount status }
  }
}`,
    { id: FILL_IN },
  ),
  tab(
    `
# 5. The last update of the session brings bill and reward.
mutation StopCharging($input: StopChargingInput!) {
  stopCharging(input: $input) { id status }
}`,
    { input: { sessionId: FILL_IN } },
  ),
  tab(`
# Your sessions, the newest first.
query MySessions {
  me {
    displayName
    chargingSessions(first: 10) {
      edges {
        node {
          id
          status
          startedAt
          endedAt
          energyWh
          station { name }
        }
      }
    }
  }
}`),
  tab(`
# Tokens: what you earned, and where on the chain it was paid.
# A reward rests before it is paid, until restsUntil.
# Amounts are in base units: 10^18 make one EVC.
query Rewards {
  me {
    payoutAddress
    rewardBalance { earned settled pending held owed }
    rewards(first: 10) {
      edges {
        node {
          id
          amount
          status
          earnedAt
          restsUntil
          transactionHash
        }
      }
    }
  }
}`),
  tab(`
# Each reward as it is earned, in any of your sessions.
subscription RewardEarned {
  rewardEarned { id amount status rule { name } }
}`),
]
