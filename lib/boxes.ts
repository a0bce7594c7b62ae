/** What others know of a box. */
export interface BoxEntry {
  /** It is also the name of its Postgres schema, begins its events, and (in capitals) its variables. */
  readonly name: string
  /** Its folder has a `box.ts`. */
  readonly folder: string
  /** Its port, unless `<NAME>_PORT` says otherwise. */
  readonly port: number
  /** The graph's port where `port` is for others, unless `<NAME>_GRAPH_PORT` says otherwise. */
  readonly graphPort?: number
  /** It has jobs. They are in a second schema of the box. */
  readonly jobs?: boolean
  /** Variables without which it does not start, beside those of every box. */
  readonly needs?: readonly string[]
  /** The boxes whose events it handles. The bus keeps their events for it from the start, even before it ever ran. */
  readonly hears: readonly string[]
}

/**
 * The register: every box. Schemas, roles, groups on the bus, the embedded platform and tests of processes read it. `npm run compose`
 * writes from it supergraph.yaml, parts of compose.yaml and parts of the documents (`deploy/derive.ts`).
 */
export const BOXES = [
  {
    name: 'accounts',
    folder: 'subgraphs/accounts',
    port: 4001,
    needs: ['ACCOUNTS_TOKEN_PRIVATE_KEY', 'ACCOUNTS_SECRET_KEY'],
    hears: ['payments', 'notifications'],
  },
  { name: 'stations', folder: 'subgraphs/stations', port: 4002, hears: ['ocpp'] },
  {
    name: 'charging',
    folder: 'subgraphs/charging',
    port: 4003,
    hears: ['accounts', 'stations', 'ocpp', 'payments', 'reservations'],
  },
  {
    name: 'rewards',
    folder: 'subgraphs/rewards',
    port: 4004,
    jobs: true,
    needs: [
      'REWARDS_CHAIN_URL',
      'REWARDS_CHAIN_PRIVATE_KEY',
      'REWARDS_DISTRIBUTOR_ADDRESS',
      'REWARDS_TOKEN_ADDRESS',
      'REWARDS_CUSTODY_XPUB',
    ],
    hears: ['accounts', 'charging', 'odometer', 'deeds'],
  },
  {
    name: 'ocpp',
    folder: 'ocpp-bridge',
    port: 9000,
    graphPort: 4010,
    hears: ['accounts', 'stations', 'charging', 'energy', 'payments', 'reservations'],
  },
  {
    name: 'verification',
    folder: 'verification',
    port: 4005,
    jobs: true,
    needs: ['VERIFICATION_FILES_FOLDER', 'VERIFICATION_FILES_URL', 'VERIFICATION_FILES_SECRET'],
    hears: ['stations', 'rewards', 'odometer', 'deeds'],
  },
  { name: 'odometer', folder: 'subgraphs/odometer', port: 4006, hears: ['accounts', 'charging', 'verification'] },
  { name: 'deeds', folder: 'subgraphs/deeds', port: 4007, hears: ['stations', 'charging', 'verification'] },
  { name: 'meetups', folder: 'subgraphs/meetups', port: 4008, hears: [] },
  { name: 'favourites', folder: 'subgraphs/favourites', port: 4009, hears: ['stations', 'ocpp'] },
  { name: 'energy', folder: 'subgraphs/energy', port: 4011, hears: ['stations', 'ocpp', 'charging'] },
  {
    name: 'partners',
    folder: 'subgraphs/partners',
    port: 4012,
    needs: ['PARTNERS_SECRET_KEY'],
    hears: ['accounts', 'stations', 'charging', 'reservations'],
  },
  {
    name: 'payments',
    folder: 'subgraphs/payments',
    port: 4013,
    needs: ['PAYMENTS_LINK_SECRET'],
    hears: ['accounts', 'stations', 'charging', 'reservations'],
  },
  {
    name: 'reservations',
    folder: 'subgraphs/reservations',
    port: 4014,
    hears: ['accounts', 'stations', 'ocpp', 'charging', 'payments'],
  },
  {
    name: 'notifications',
    folder: 'subgraphs/notifications',
    port: 4015,
    hears: [
      'accounts',
      'stations',
      'charging',
      'payments',
      'verification',
      'odometer',
      'deeds',
      'rewards',
      'favourites',
      'meetups',
      'ocpp',
      'reservations',
      'partners',
    ],
  },
] as const satisfies readonly BoxEntry[]
export type BoxName = (typeof BOXES)[number]['name']

export function boxEntry(name: BoxName): BoxEntry {
  const entry = BOXES.find((box) => box.name === name)
  if (!entry) throw new Error(`${name} is no box of the register`)
  return entry
}

/** The variable that sets the port of a box's graph. */
export const graphPortName = ({ name, graphPort }: Pick<BoxEntry, 'name' | 'graphPort'>): string =>
  `${name.toUpperCase()}_${graphPort === undefined ? '' : 'GRAPH_'}PORT`

/** Its name in logs, on `/ready` and on the command line. */
export const processName = (name: BoxName): string => boxEntry(name).folder.split('/').at(-1) ?? name
