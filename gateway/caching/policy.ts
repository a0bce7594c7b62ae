import type { EventCatalogue, EventEnvelope, EventName } from '#lib/events.ts'

/** Something that is kept and ends as one: when an event says that it has changed, all answers with it end. */
export type Thing = 'Station' | 'Availability' | 'Tariff' | 'Search' | 'Profile' | 'Balance' | 'House' | 'Totals'

export interface Hint {
  readonly thing: Thing
  readonly seconds: number
  /**
   * `public`: it looks the same for everybody who is no more than a driver, and is asked for as nobody. `private`: it is kept for each caller
   * apart, as what is public is for callers with other roles: an operator may see more of a station.
   */
  readonly scope: 'public' | 'private'
}

const STATION: Hint = { thing: 'Station', seconds: 300, scope: 'public' }
const AVAILABILITY: Hint = { thing: 'Availability', seconds: 30, scope: 'public' }
/** A version of a tariff that was saved long ago may begin at any time, and no event tells of that. */
const TARIFF: Hint = { thing: 'Tariff', seconds: 30, scope: 'public' }
/** What is found may depend on all of these, of stations that are not found too. So whatever happens to a station ends every search. */
const SEARCH: Hint = { thing: 'Search', seconds: 30, scope: 'public' }
/** What the house has decided. It changes with a deployment alone. */
const HOUSE: Hint = { thing: 'House', seconds: 300, scope: 'public' }
/** Figures of all together. They are counted every few seconds, and nobody waits for the next one. */
const TOTALS: Hint = { thing: 'Totals', seconds: 30, scope: 'public' }
const PROFILE: Hint = { thing: 'Profile', seconds: 3_600, scope: 'private' }
const BALANCE: Hint = { thing: 'Balance', seconds: 60, scope: 'private' }

/**
 * What may be kept, by type: these fields and no others. A fetch that asks for any other field is not kept. So a new field is asked for each
 * time until it is listed here.
 */
const LINES: readonly (readonly [hint: Hint, type: string, fields: string])[] = [
  [STATION, 'Query', 'station connector'],
  [SEARCH, 'Query', 'stations nearestConnectors stationsIn'],
  // Kept nowhere, but shared by all who watch the same.
  [AVAILABILITY, 'Subscription', 'stationAvailability'],
  [
    STATION,
    'Station',
    'id name address city country location timeZone operatorId vendor model signedMeterRequired evses access facilities hours retiredAt',
  ],
  // Whether one gets in changes with the clock, and no event tells of that.
  [AVAILABILITY, 'Station', 'online lastSeenAt openNow'],
  [STATION, 'Evse', 'id number evseId connectors retiredAt'],
  [AVAILABILITY, 'Evse', 'status'],
  [STATION, 'Connector', 'id number standard format powerType maxPowerW station evse retiredAt chargeLink qrCode'],
  [AVAILABILITY, 'Connector', 'status statusUpdatedAt'],
  [TARIFF, 'Connector', 'tariff'],
  [
    TARIFF,
    'Tariff',
    'id currency description elements minPrice maxPrice preauthorizeAmount altTexts altUrl energyMix idle version validFrom validUntil',
  ],
  [HOUSE, 'Query', 'signInIssuers vapidPublicKey deedTasks webhookKinds'],
  [TOTALS, 'Query', 'odometerTotals deedTotals'],
  [PROFILE, 'Query', 'me'],
  [PROFILE, 'User', 'id displayName createdAt email'],
  [BALANCE, 'User', 'rewardBalance'],
]

export const HINTS: ReadonlyMap<string, Hint> = new Map(
  LINES.flatMap(([hint, type, fields]) => fields.split(' ').map((field) => [`${type}.${field}`, hint] as const)),
)

/** Types without a life of their own. Their fields are kept like the field that they are the value of. */
export const PARTS: ReadonlySet<string> = new Set(
  [
    'StationConnection StationEdge NearestConnectorConnection NearestConnectorEdge PageInfo Location RewardBalance',
    'StationMap StationCluster Box OpeningHours RegularHours ExceptionalHours',
    'WebhookKind DeedTaskInfo DeedTaskImpact DeedTotals DeedTaskTotal OdometerTotals SustainabilityScore EmissionFigure',
    'TariffElement PriceComponent TariffRestrictions PriceLimit DisplayText Money EnergyMix EnergyShare EnvironmentalImpact IdleTerms',
  ].flatMap((names) => names.split(' ')),
)

/**
 * What is asked for each time. Every field of `Query` is either here or among what may be kept: whoever adds one decides it. What people may
 * read of others changes at any time and no event tells of it, so it would be wrong for as long as it is kept.
 */
export const ASKED_EACH_TIME: Readonly<Record<string, string>> = {
  'for the caller, an operator or staff alone':
    'announcements notificationFigures notificationPreview reservation user users customer customers accountDeletion accountDeletions personExport secondFactorRoles blockedRewards stationUptimeTable accountAudit chargeDetailRecord chargingSession billCorrections stationUse chargeDetailRecords chargeDetailRecordTable billingTotals chargingSessions chargingSessionTable chargingSessionCounts deed myDeedStanding myDeedLeaderboardName myOdometerLeaderboardName myRewardLeaderboardName site sites chargePoint chargePoints refunds bill bills operatorBusiness invoice invoices invoiceTable invoicesWaiting paymentHold disputes adjustments trialBalances paymentOperations payouts payout operatorStatement operatorStatementTable mismatches reconciliationRuns statementTable topUp chargePointCommand bulkCommand bulkCommands quarantinedMessages quarantinedMessage logRun firmwareRun firmwareImages firmwareImage odometerUpload myOdometerUploads myOdometerStanding apiClients apiClient webhookEndpoints webhookEndpoint rewardDryRun reward rewardTrace heldRewards settlement myRewardStanding faultReports myFaultReports stationsAsGuest tariff tariffs stationUptime photoConsent photo myPhotos reviewQueue reviewCase reviewStatistics verificationPolicy verificationPolicies models',
  'people are in it, who may leave or be hidden at any time':
    'meetup meetups deedLeaderboard odometerLeaderboard rewardLeaderboard',
  'it is of this moment, and no two are alike': 'priceQuote tariffPreview',
  'an operator may switch it on or off at any time, and no event of the gateway’s tells of it': 'paymentProviders',
  'staff see more of it, and what has just been decided holds at once': 'rewardRules rewardCampaigns rewardLimits chains chain',
}

/** Of which thing with which id an answer is, where the question tells. All below is of the same thing. Elsewhere any change of a thing ends it. */
export const KNOWN_BY: Readonly<Record<string, { things: readonly Thing[]; by: 'id' | 'caller' }>> = {
  'Query.station': { things: ['Station', 'Availability'], by: 'id' },
  Station: { things: ['Station', 'Availability'], by: 'id' },
  'Query.me': { things: ['Profile'], by: 'caller' },
  User: { things: ['Profile', 'Balance'], by: 'id' },
}

const FILTER =
  'filter text minPowerW standards maxPricePerKwh amount currency facilities openNow operatorId box south west north east onlyAvailable city country nameContains online'
const PLACES =
  'latitude longitude text minPowerW standards maxPricePerKwh amount currency facilities openNow operatorId onlyAvailable withinM'

/**
 * The arguments, and fields of input objects, with which searches were thought to look the same for everybody. A test holds them against the
 * schema: whoever adds one decides it here.
 */
export const SEARCHED_BY: Readonly<Record<string, readonly string[]>> = {
  'Query.stations': `${FILTER} retired before after first last`.split(' '),
  'Query.nearestConnectors': `${PLACES} input first after`.split(' '),
  'Query.stationsIn': `${FILTER} south west north east zoom box`.split(' '),
}

type Ends = { [Name in EventName]?: (data: EventCatalogue[Name]) => readonly (readonly [Thing, string])[] }

const ANY_SEARCH = ['Search', ''] as const

/** Which things an event has changed. */
const ENDS: Ends = {
  'stations.station.saved': ({ stationId }) => [['Station', stationId], ['Availability', stationId], ANY_SEARCH],
  'stations.station.availability-changed': ({ stationId }) => [['Availability', stationId], ANY_SEARCH],
  'stations.tariff.saved': ({ tariffId }) => [['Tariff', tariffId], ANY_SEARCH],
  'accounts.user.registered': ({ userId }) => [['Profile', userId]],
  'accounts.user.renamed': ({ userId }) => [['Profile', userId]],
  'accounts.user.changed-access': ({ userId }) => [['Profile', userId]],
  'rewards.reward.earned': ({ userId }) => [['Balance', userId]],
  'rewards.reward.updated': ({ userId }) => [['Balance', userId]],
  'rewards.reward.settled': ({ userId }) => [['Balance', userId]],
}

/** `Object.keys` gives the names that are written above. */
export const ENDING = Object.keys(ENDS) as EventName[]

export function endedBy({ name, data }: EventEnvelope): readonly (readonly [Thing, string])[] {
  // `data` is of the event with this name: the catalogue pairs them, and the type checker cannot follow a pair.
  const ends = ENDS[name] as ((data: unknown) => readonly (readonly [Thing, string])[]) | undefined
  return ends?.(data) ?? []
}
