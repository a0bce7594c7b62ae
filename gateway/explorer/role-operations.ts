/** An operation that works as it stands for whoever has the role. */
export interface RoleOperation {
  role: 'DRIVER' | 'OPERATOR' | 'ADMIN' | 'REVIEWER' | 'PARTNER'
  title: string
  query: string
}

/** Examples that the explorer offers beside its tabs. None has a variable to fill in. */
export const ROLE_OPERATIONS: readonly RoleOperation[] = [
  {
    role: 'DRIVER',
    title: 'My sessions and what they cost',
    query:
      'query MySessions { me { chargingSessions(first: 10) { edges { node { id status startedAt energyWh runningCost { amountMinor currency } } } } } }',
  },
  { role: 'DRIVER', title: 'My rewards', query: 'query MyRewards { me { rewardBalance { earned settled pending held owed } } }' },
  { role: 'OPERATOR', title: 'Chargers of mine', query: 'query MyChargers { chargePoints(first: 20) { edges { node { id } } } }' },
  {
    role: 'OPERATOR',
    title: 'Sessions at my stations',
    query: 'query StationSessions { chargingSessions(first: 20) { edges { node { id status startedAt energyWh held flags } } } }',
  },
  { role: 'ADMIN', title: 'Users', query: 'query Users { users(first: 20) { edges { node { id displayName email roles } } } }' },
  {
    role: 'ADMIN',
    title: 'Rewards above a limit',
    query: 'query HeldRewards { heldRewards(first: 20) { edges { node { id amount } } } }',
  },
  {
    role: 'REVIEWER',
    title: 'What waits for a reviewer',
    query: 'query ReviewQueue { reviewQueue(first: 20) { edges { node { id } } } }',
  },
  {
    role: 'PARTNER',
    title: 'My programs',
    query: 'query MyClients { apiClients(first: 20) { edges { node { id name scopes } } } }',
  },
]
