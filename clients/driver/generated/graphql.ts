/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A vehicle of the signed-in user. */
export type AddVehicleInput = {
  /** Usable capacity of its battery, 1,000 to 2,000,000 Wh. */
  batteryCapacityWh?: number | null | undefined;
  /** What it uses on average, 1 to 5,000 Wh for each kilometre. */
  consumptionWhPerKm?: number | null | undefined;
  /** Give the same key when you repeat a request: the vehicle is added once. */
  idempotencyKey?: string | null | undefined;
  /** Who built it, 1 to 60 characters. */
  make?: string | null | undefined;
  /** Its model, 1 to 60 characters. */
  model?: string | null | undefined;
  /** What to call it, 1 to 60 characters. */
  name: string;
};

/** An identity that must not charge any more. */
export type BlockIdTokenInput = {
  /** Id of the identity. */
  idTokenId: string;
};

/** A new password for the signed-in user. */
export type ChangePasswordInput = {
  /** The password as it is now. */
  currentPassword: string;
  /** At least 12 characters, and not the e-mail address. */
  newPassword: string;
};

/** Why a session never began. */
export type ChargingFailureReason =
  /** It was called off before it began. */
  | 'CANCELLED'
  /** Somebody else began at the connector. */
  | 'CONNECTOR_TAKEN'
  /** No vehicle was plugged in in time, or the charger could not be asked in time. */
  | 'EXPIRED'
  /** The charger is offline. */
  | 'OFFLINE'
  /** The charger refused. */
  | 'REJECTED'
  /** The charger did not answer. */
  | 'TIMEOUT'
  /** No charger is known for the station. */
  | 'UNKNOWN_STATION';

/** Where a charging session stands. */
export type ChargingSessionStatus =
  /** The vehicle charges. */
  | 'ACTIVE'
  /** It is over. */
  | 'COMPLETED'
  /** It never began in time, see failureReason. */
  | 'EXPIRED'
  /** It never began, see failureReason. */
  | 'FAILED'
  /** The charger has been asked to start and has not answered yet. */
  | 'PENDING'
  /** The charger is ready; it waits for the vehicle to be plugged in. */
  | 'STARTING'
  /** The vehicle is plugged in and takes no energy at the moment. */
  | 'SUSPENDED';

/** Whether drivers bring the cable. */
export type ConnectorFormat =
  /** A cable is fixed to the charger. */
  | 'CABLE'
  /** A socket: bring a cable. */
  | 'SOCKET';

/** Shape and protocol of a plug: OCPI's ConnectorType. */
export type ConnectorStandard =
  /** CHAdeMO, DC. */
  | 'CHADEMO'
  /** Household socket type E (France). */
  | 'DOMESTIC_E'
  /** Household socket type F, Schuko. */
  | 'DOMESTIC_F'
  /** Household socket type G (United Kingdom). */
  | 'DOMESTIC_G'
  /** GB/T 20234.2, AC. */
  | 'GBT_AC'
  /** GB/T 20234.3, DC. */
  | 'GBT_DC'
  /** IEC 60309-2 three phase, 32 A. */
  | 'IEC_60309_2_three_32'
  /** IEC 62196 Type 1, SAE J1772. */
  | 'IEC_62196_T1'
  /** Combo Type 1, CCS1, DC. */
  | 'IEC_62196_T1_COMBO'
  /** IEC 62196 Type 2, Mennekes. */
  | 'IEC_62196_T2'
  /** Combo Type 2, CCS2, DC. */
  | 'IEC_62196_T2_COMBO'
  /** Megawatt Charging System, DC. */
  | 'MCS'
  /** NEMA 14-50, split phase, 50 A. */
  | 'NEMA_14_50'
  /** SAE J3400, NACS. */
  | 'SAE_J3400'
  /** Tesla connector of Model S and X. */
  | 'TESLA_S';

/** What can be done with a connector now. */
export type ConnectorStatus =
  /** Free to use. */
  | 'AVAILABLE'
  /** A vehicle charges. */
  | 'CHARGING'
  /** Out of order. */
  | 'FAULTED'
  /** Charging has ended; the vehicle is still plugged in. */
  | 'FINISHING'
  /** A vehicle is plugged in or somebody has authorised; charging has not begun. */
  | 'PREPARING'
  /** Kept for somebody. */
  | 'RESERVED'
  /** A vehicle is plugged in and takes no energy at the moment. */
  | 'SUSPENDED'
  /** Out of use. */
  | 'UNAVAILABLE'
  /** The charger is offline or has not reported yet. */
  | 'UNKNOWN';

/** What a line of a bill is for. */
export type CostLineType =
  /** Energy. */
  | 'ENERGY'
  /** The session as such. */
  | 'FLAT'
  /** Time in which the vehicle was plugged in and did not charge, after the grace period. */
  | 'PARKING_TIME'
  /** Time of charging. */
  | 'TIME';

/** Whether chargers accept an identity. */
export type IdTokenStatus =
  /** They do. */
  | 'ACTIVE'
  /** They do not, for good. */
  | 'BLOCKED';

/** Where an identity lives. */
export type IdTokenType =
  /** In the app; every account has one. */
  | 'APP'
  /** In a card. */
  | 'RFID';

/** A card to charge with. */
export type IssueIdTokenInput = {
  /** The card's uid: 4, 7 or 10 bytes in hexadecimal; colons, hyphens and spaces between bytes are ignored. */
  uid: string;
};

/** Around which place, and which connectors. */
export type NearestConnectorsInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
  /** With at least so many watts. */
  minPowerW?: number | null | undefined;
  /** Only those that are free to use now. */
  onlyAvailable?: boolean;
  /** With one of these plugs. */
  standards?: Array<ConnectorStandard> | null | undefined;
  /** Not farther than so many metres as the crow flies; at most 500,000. */
  withinM?: number;
};

/** Kind of current. */
export type PowerType =
  /** Alternating current, one phase. */
  | 'AC_1_PHASE'
  /** Alternating current, three phases. */
  | 'AC_3_PHASE'
  /** Direct current. */
  | 'DC';

/** What a price is for, as in OCPI 2.2.1. */
export type PriceComponentType =
  /** A kilowatt-hour. */
  | 'ENERGY'
  /** Once a session. */
  | 'FLAT'
  /** An hour in which the vehicle is plugged in and does not charge. */
  | 'PARKING_TIME'
  /** An hour of charging. */
  | 'TIME';

/** A vehicle to remove. */
export type RemoveVehicleInput = {
  /** Id of the vehicle. */
  vehicleId: string;
};

/** The deeds that are rewarded. */
export type RewardRuleName =
  /** Energy charged in a session. */
  | 'CHARGING_ENERGY';

/** How far a reward is on its way to the chain. */
export type RewardStatus =
  /** In a batch whose transaction is signed and stored. */
  | 'BATCHED'
  /** Earned; it waits for the next batch. */
  | 'EARNED'
  /** Paid: its transaction is in a block. */
  | 'SETTLED'
  /** Its transaction has been sent to the chain. */
  | 'SUBMITTED';

/** Where to charge, and what. */
export type StartChargingInput = {
  /** The connector the vehicle is or will be plugged into. */
  connectorId: string;
  /** The same key again starts nothing and gives the same session. */
  idempotencyKey: string;
  /** A vehicle of your own; its battery tells how long charging takes. */
  vehicleId?: string | null | undefined;
};

/** What to stop. */
export type StopChargingInput = {
  /** The session. */
  sessionId: string;
};

/** What is to change of a vehicle: what is left out stays, null takes a value away. */
export type UpdateVehicleInput = {
  /** Usable capacity of its battery, 1,000 to 2,000,000 Wh. */
  batteryCapacityWh?: number | null | undefined;
  /** What it uses on average, 1 to 5,000 Wh for each kilometre. */
  consumptionWhPerKm?: number | null | undefined;
  /** Who built it, 1 to 60 characters. */
  make?: string | null | undefined;
  /** Its model, 1 to 60 characters. */
  model?: string | null | undefined;
  /** What to call it, 1 to 60 characters; never null. */
  name?: string | null | undefined;
  /** Id of the vehicle. */
  vehicleId: string;
};

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, displayName: string, email: string | null, vehicles: { edges: Array<{ node: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null } }> } | null, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus }> | null } | null };

export type AddVehicleMutationVariables = Exact<{
  input: AddVehicleInput;
}>;


export type AddVehicleMutation = { addVehicle: { vehicle: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null } } };

export type UpdateVehicleMutationVariables = Exact<{
  input: UpdateVehicleInput;
}>;


export type UpdateVehicleMutation = { updateVehicle: { vehicle: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null } } };

export type RemoveVehicleMutationVariables = Exact<{
  input: RemoveVehicleInput;
}>;


export type RemoveVehicleMutation = { removeVehicle: { vehicle: { id: string } } };

export type IssueIdTokenMutationVariables = Exact<{
  input: IssueIdTokenInput;
}>;


export type IssueIdTokenMutation = { issueIdToken: { idToken: { id: string, value: string, status: IdTokenStatus } } };

export type BlockIdTokenMutationVariables = Exact<{
  input: BlockIdTokenInput;
}>;


export type BlockIdTokenMutation = { blockIdToken: { idToken: { id: string, status: IdTokenStatus } } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { session: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } } };

export type VehicleCardFragment = { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null };

export type StartChargingMutationVariables = Exact<{
  input: StartChargingInput;
}>;


export type StartChargingMutation = { startCharging: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type StopChargingMutationVariables = Exact<{
  input: StopChargingInput;
}>;


export type StopChargingMutation = { stopCharging: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type SessionUpdatedSubscriptionVariables = Exact<{
  sessionId: string;
}>;


export type SessionUpdatedSubscription = { sessionUpdated: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, chargeDetailRecord: { id: string, revision: number, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, tariff: { id: string, description: string } | null } | null, reward: { id: string, amount: string, status: RewardStatus } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type ChargingSessionQueryVariables = Exact<{
  id: string;
}>;


export type ChargingSessionQuery = { chargingSession: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, meterValues: { edges: Array<{ node: { at: string, registerWh: number | null, powerW: number | null, socPercent: number | null } }> }, chargeDetailRecord: { id: string, revision: number, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, tariff: { id: string, description: string } | null } | null, reward: { id: string, amount: string, status: RewardStatus, transactionHash: string | null, blockNumber: number | null } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } | null };

export type ActiveChargingSessionQueryVariables = Exact<{ [key: string]: never; }>;


export type ActiveChargingSessionQuery = { me: { id: string, activeChargingSession: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } | null } | null };

export type ChargingHistoryQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargingHistoryQuery = { me: { id: string, chargingSessions: { edges: Array<{ node: { id: string, status: ChargingSessionStatus, startedAt: string | null, endedAt: string | null, energyWh: number, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, city: string }, reward: { id: string, amount: string, status: RewardStatus } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type LiveSessionFragment = { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null };

export type BillFragment = { id: string, revision: number, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, tariff: { id: string, description: string } | null };

export type RewardBalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardBalanceQuery = { me: { id: string, payoutAddress: string | null, rewardBalance: { earned: string, settled: string, pending: string } | null } | null };

export type RewardsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RewardsQuery = { me: { id: string, rewards: { edges: Array<{ node: { id: string, amount: string, status: RewardStatus, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RewardEarnedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RewardEarnedSubscription = { rewardEarned: { id: string, amount: string, status: RewardStatus, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } };

export type RewardDetailsQueryVariables = Exact<{
  id: string;
}>;


export type RewardDetailsQuery = { reward: { chainIndex: string, id: string, amount: string, status: RewardStatus, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } | null };

export type EarnedRewardFragment = { id: string, amount: string, status: RewardStatus, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null };

export type NearestConnectorsQueryVariables = Exact<{
  input: NearestConnectorsInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NearestConnectorsQuery = { nearestConnectors: { edges: Array<{ distanceM: number, node: { id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, station: { id: string, name: string, address: string, city: string, location: { latitude: number, longitude: number } }, evse: { id: string, number: number, evseId: string }, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, price: number, vat: number | null, stepSize: number }> }> } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationDetailsQueryVariables = Exact<{
  id: string;
}>;


export type StationDetailsQuery = { station: { id: string, name: string, address: string, city: string, timeZone: string, online: boolean, evses: Array<{ id: string, number: number, status: ConnectorStatus, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, evse: { id: string, number: number, evseId: string }, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, price: number, vat: number | null, stepSize: number }> }> } | null }> }> } | null };

export type StationAvailabilitySubscriptionVariables = Exact<{
  stationId: string;
}>;


export type StationAvailabilitySubscription = { stationAvailability: { id: string, name: string, online: boolean, evses: Array<{ id: string, number: number, status: ConnectorStatus, connectors: Array<{ id: string, number: number, status: ConnectorStatus, statusUpdatedAt: string | null }> }> } };

export type ConnectorOfferFragment = { id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, evse: { id: string, number: number, evseId: string }, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, price: number, vat: number | null, stepSize: number }> }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const VehicleCardFragmentDoc = new TypedDocumentString(`
    fragment VehicleCard on Vehicle {
  id
  name
  make
  model
  batteryCapacityWh
  consumptionWhPerKm
}
    `, {"fragmentName":"VehicleCard"}) as unknown as TypedDocumentString<VehicleCardFragment, unknown>;
export const LiveSessionFragmentDoc = new TypedDocumentString(`
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  energyWh
  powerW
  socPercent
  minutesLeft
  runningCost {
    amountMinor
    currency
  }
  station {
    id
    name
    address
    city
  }
  connector {
    id
    number
    standard
    maxPowerW
    status
  }
  vehicle {
    id
    name
  }
}
    `, {"fragmentName":"LiveSession"}) as unknown as TypedDocumentString<LiveSessionFragment, unknown>;
export const BillFragmentDoc = new TypedDocumentString(`
    fragment Bill on ChargeDetailRecord {
  id
  revision
  issuedAt
  startedAt
  endedAt
  totalEnergyWh
  totalTimeSeconds
  totalParkingTimeSeconds
  totalCostExclVat {
    amountMinor
    currency
  }
  totalCostInclVat {
    amountMinor
    currency
  }
  costLines {
    type
    quantity
    billedQuantity
    price
    stepSize
    vatPercent
    costExclVat {
      amountMinor
      currency
    }
    costInclVat {
      amountMinor
      currency
    }
  }
  tariff {
    id
    description
  }
  tariffVersion
}
    `, {"fragmentName":"Bill"}) as unknown as TypedDocumentString<BillFragment, unknown>;
export const EarnedRewardFragmentDoc = new TypedDocumentString(`
    fragment EarnedReward on Reward {
  id
  amount
  status
  earnedAt
  settledAt
  batchNumber
  transactionHash
  blockNumber
  rule {
    id
    name
    version
  }
  session {
    id
    energyWh
    station {
      id
      name
    }
  }
}
    `, {"fragmentName":"EarnedReward"}) as unknown as TypedDocumentString<EarnedRewardFragment, unknown>;
export const ConnectorOfferFragmentDoc = new TypedDocumentString(`
    fragment ConnectorOffer on Connector {
  id
  number
  standard
  format
  powerType
  maxPowerW
  status
  evse {
    id
    number
    evseId
  }
  tariff {
    id
    currency
    description
    elements {
      components {
        type
        price
        vat
        stepSize
      }
    }
  }
}
    `, {"fragmentName":"ConnectorOffer"}) as unknown as TypedDocumentString<ConnectorOfferFragment, unknown>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    id
    displayName
    email
    vehicles(first: 20) {
      edges {
        node {
          ...VehicleCard
        }
      }
    }
    idTokens {
      id
      value
      type
      status
    }
  }
}
    fragment VehicleCard on Vehicle {
  id
  name
  make
  model
  batteryCapacityWh
  consumptionWhPerKm
}`) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const AddVehicleDocument = new TypedDocumentString(`
    mutation AddVehicle($input: AddVehicleInput!) {
  addVehicle(input: $input) {
    vehicle {
      ...VehicleCard
    }
  }
}
    fragment VehicleCard on Vehicle {
  id
  name
  make
  model
  batteryCapacityWh
  consumptionWhPerKm
}`) as unknown as TypedDocumentString<AddVehicleMutation, AddVehicleMutationVariables>;
export const UpdateVehicleDocument = new TypedDocumentString(`
    mutation UpdateVehicle($input: UpdateVehicleInput!) {
  updateVehicle(input: $input) {
    vehicle {
      ...VehicleCard
    }
  }
}
    fragment VehicleCard on Vehicle {
  id
  name
  make
  model
  batteryCapacityWh
  consumptionWhPerKm
}`) as unknown as TypedDocumentString<UpdateVehicleMutation, UpdateVehicleMutationVariables>;
export const RemoveVehicleDocument = new TypedDocumentString(`
    mutation RemoveVehicle($input: RemoveVehicleInput!) {
  removeVehicle(input: $input) {
    vehicle {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveVehicleMutation, RemoveVehicleMutationVariables>;
export const IssueIdTokenDocument = new TypedDocumentString(`
    mutation IssueIdToken($input: IssueIdTokenInput!) {
  issueIdToken(input: $input) {
    idToken {
      id
      value
      status
    }
  }
}
    `) as unknown as TypedDocumentString<IssueIdTokenMutation, IssueIdTokenMutationVariables>;
export const BlockIdTokenDocument = new TypedDocumentString(`
    mutation BlockIdToken($input: BlockIdTokenInput!) {
  blockIdToken(input: $input) {
    idToken {
      id
      status
    }
  }
}
    `) as unknown as TypedDocumentString<BlockIdTokenMutation, BlockIdTokenMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    session {
      accessToken
      accessTokenExpiresAt
      refreshToken
      refreshTokenExpiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const StartChargingDocument = new TypedDocumentString(`
    mutation StartCharging($input: StartChargingInput!) {
  startCharging(input: $input) {
    ...LiveSession
  }
}
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  energyWh
  powerW
  socPercent
  minutesLeft
  runningCost {
    amountMinor
    currency
  }
  station {
    id
    name
    address
    city
  }
  connector {
    id
    number
    standard
    maxPowerW
    status
  }
  vehicle {
    id
    name
  }
}`) as unknown as TypedDocumentString<StartChargingMutation, StartChargingMutationVariables>;
export const StopChargingDocument = new TypedDocumentString(`
    mutation StopCharging($input: StopChargingInput!) {
  stopCharging(input: $input) {
    ...LiveSession
  }
}
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  energyWh
  powerW
  socPercent
  minutesLeft
  runningCost {
    amountMinor
    currency
  }
  station {
    id
    name
    address
    city
  }
  connector {
    id
    number
    standard
    maxPowerW
    status
  }
  vehicle {
    id
    name
  }
}`) as unknown as TypedDocumentString<StopChargingMutation, StopChargingMutationVariables>;
export const SessionUpdatedDocument = new TypedDocumentString(`
    subscription SessionUpdated($sessionId: UUID!) {
  sessionUpdated(sessionId: $sessionId) {
    ...LiveSession
    chargeDetailRecord {
      ...Bill
    }
    reward {
      id
      amount
      status
    }
  }
}
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  energyWh
  powerW
  socPercent
  minutesLeft
  runningCost {
    amountMinor
    currency
  }
  station {
    id
    name
    address
    city
  }
  connector {
    id
    number
    standard
    maxPowerW
    status
  }
  vehicle {
    id
    name
  }
}
fragment Bill on ChargeDetailRecord {
  id
  revision
  issuedAt
  startedAt
  endedAt
  totalEnergyWh
  totalTimeSeconds
  totalParkingTimeSeconds
  totalCostExclVat {
    amountMinor
    currency
  }
  totalCostInclVat {
    amountMinor
    currency
  }
  costLines {
    type
    quantity
    billedQuantity
    price
    stepSize
    vatPercent
    costExclVat {
      amountMinor
      currency
    }
    costInclVat {
      amountMinor
      currency
    }
  }
  tariff {
    id
    description
  }
  tariffVersion
}`) as unknown as TypedDocumentString<SessionUpdatedSubscription, SessionUpdatedSubscriptionVariables>;
export const ChargingSessionDocument = new TypedDocumentString(`
    query ChargingSession($id: UUID!) {
  chargingSession(id: $id) {
    ...LiveSession
    meterValues(last: 100) {
      edges {
        node {
          at
          registerWh
          powerW
          socPercent
        }
      }
    }
    chargeDetailRecord {
      ...Bill
    }
    reward {
      id
      amount
      status
      transactionHash
      blockNumber
    }
  }
}
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  energyWh
  powerW
  socPercent
  minutesLeft
  runningCost {
    amountMinor
    currency
  }
  station {
    id
    name
    address
    city
  }
  connector {
    id
    number
    standard
    maxPowerW
    status
  }
  vehicle {
    id
    name
  }
}
fragment Bill on ChargeDetailRecord {
  id
  revision
  issuedAt
  startedAt
  endedAt
  totalEnergyWh
  totalTimeSeconds
  totalParkingTimeSeconds
  totalCostExclVat {
    amountMinor
    currency
  }
  totalCostInclVat {
    amountMinor
    currency
  }
  costLines {
    type
    quantity
    billedQuantity
    price
    stepSize
    vatPercent
    costExclVat {
      amountMinor
      currency
    }
    costInclVat {
      amountMinor
      currency
    }
  }
  tariff {
    id
    description
  }
  tariffVersion
}`) as unknown as TypedDocumentString<ChargingSessionQuery, ChargingSessionQueryVariables>;
export const ActiveChargingSessionDocument = new TypedDocumentString(`
    query ActiveChargingSession {
  me {
    id
    activeChargingSession {
      ...LiveSession
    }
  }
}
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  energyWh
  powerW
  socPercent
  minutesLeft
  runningCost {
    amountMinor
    currency
  }
  station {
    id
    name
    address
    city
  }
  connector {
    id
    number
    standard
    maxPowerW
    status
  }
  vehicle {
    id
    name
  }
}`) as unknown as TypedDocumentString<ActiveChargingSessionQuery, ActiveChargingSessionQueryVariables>;
export const ChargingHistoryDocument = new TypedDocumentString(`
    query ChargingHistory($first: Int, $after: String) {
  me {
    id
    chargingSessions(first: $first, after: $after) {
      edges {
        node {
          id
          status
          startedAt
          endedAt
          energyWh
          runningCost {
            amountMinor
            currency
          }
          station {
            id
            name
            city
          }
          reward {
            id
            amount
            status
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChargingHistoryQuery, ChargingHistoryQueryVariables>;
export const RewardBalanceDocument = new TypedDocumentString(`
    query RewardBalance {
  me {
    id
    payoutAddress
    rewardBalance {
      earned
      settled
      pending
    }
  }
}
    `) as unknown as TypedDocumentString<RewardBalanceQuery, RewardBalanceQueryVariables>;
export const RewardsDocument = new TypedDocumentString(`
    query Rewards($first: Int, $after: String) {
  me {
    id
    rewards(first: $first, after: $after) {
      edges {
        node {
          ...EarnedReward
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment EarnedReward on Reward {
  id
  amount
  status
  earnedAt
  settledAt
  batchNumber
  transactionHash
  blockNumber
  rule {
    id
    name
    version
  }
  session {
    id
    energyWh
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RewardsQuery, RewardsQueryVariables>;
export const RewardEarnedDocument = new TypedDocumentString(`
    subscription RewardEarned {
  rewardEarned {
    ...EarnedReward
  }
}
    fragment EarnedReward on Reward {
  id
  amount
  status
  earnedAt
  settledAt
  batchNumber
  transactionHash
  blockNumber
  rule {
    id
    name
    version
  }
  session {
    id
    energyWh
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RewardEarnedSubscription, RewardEarnedSubscriptionVariables>;
export const RewardDetailsDocument = new TypedDocumentString(`
    query RewardDetails($id: UUID!) {
  reward(id: $id) {
    ...EarnedReward
    chainIndex
  }
}
    fragment EarnedReward on Reward {
  id
  amount
  status
  earnedAt
  settledAt
  batchNumber
  transactionHash
  blockNumber
  rule {
    id
    name
    version
  }
  session {
    id
    energyWh
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RewardDetailsQuery, RewardDetailsQueryVariables>;
export const NearestConnectorsDocument = new TypedDocumentString(`
    query NearestConnectors($input: NearestConnectorsInput!, $first: Int, $after: String) {
  nearestConnectors(input: $input, first: $first, after: $after) {
    edges {
      distanceM
      node {
        ...ConnectorOffer
        station {
          id
          name
          address
          city
          location {
            latitude
            longitude
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ConnectorOffer on Connector {
  id
  number
  standard
  format
  powerType
  maxPowerW
  status
  evse {
    id
    number
    evseId
  }
  tariff {
    id
    currency
    description
    elements {
      components {
        type
        price
        vat
        stepSize
      }
    }
  }
}`) as unknown as TypedDocumentString<NearestConnectorsQuery, NearestConnectorsQueryVariables>;
export const StationDetailsDocument = new TypedDocumentString(`
    query StationDetails($id: UUID!) {
  station(id: $id) {
    id
    name
    address
    city
    timeZone
    online
    evses {
      id
      number
      status
      connectors {
        ...ConnectorOffer
      }
    }
  }
}
    fragment ConnectorOffer on Connector {
  id
  number
  standard
  format
  powerType
  maxPowerW
  status
  evse {
    id
    number
    evseId
  }
  tariff {
    id
    currency
    description
    elements {
      components {
        type
        price
        vat
        stepSize
      }
    }
  }
}`) as unknown as TypedDocumentString<StationDetailsQuery, StationDetailsQueryVariables>;
export const StationAvailabilityDocument = new TypedDocumentString(`
    subscription StationAvailability($stationId: UUID!) {
  stationAvailability(stationId: $stationId) {
    id
    name
    online
    evses {
      id
      number
      status
      connectors {
        id
        number
        status
        statusUpdatedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationAvailabilitySubscription, StationAvailabilitySubscriptionVariables>;