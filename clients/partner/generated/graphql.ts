/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A version to serve. */
export type ActivateApiManifestInput = {
  /** Id of the client. */
  clientId: string;
  /** What the partner calls the version: 1 to 64 letters, digits, dots, hyphens, plus signs and underscores. */
  version: string;
};

/** Which calls. What is left out does not matter. */
export type ApiCallFilter = {
  /** True: those with an error; false: those without. */
  failed?: boolean | null | undefined;
  /** That came then or later. */
  from?: string | null | undefined;
  /** Of this operation. */
  operation?: string | null | undefined;
  /** That came before then. */
  to?: string | null | undefined;
};

/** Whether a version of a manifest is served. */
export type ApiManifestState =
  /** It is, also to requests that name no version. */
  | 'ACTIVE'
  /** No longer, for good. */
  | 'RETIRED'
  /** It was active before, and is served until it is retired. */
  | 'SERVED'
  /** Not yet: it has never been activated. */
  | 'UPLOADED';

/** What an operation does. */
export type ApiOperationKind =
  /** It changes something. */
  | 'MUTATION'
  /** It reads. */
  | 'QUERY'
  /** It watches. */
  | 'SUBSCRIPTION';

/** What a client may do. What no scope of it allows is refused. */
export type ApiScope =
  /** Charge detail records, prices, totals. */
  | 'BILLING_READ'
  /** Ask things of chargers: reset, unlock, start, stop, settings. */
  | 'CHARGERS_COMMAND'
  /** The partner's chargers: connection, boots, errors, settings, messages. */
  | 'CHARGERS_READ'
  /** Register, change and retire stations and chargers. */
  | 'CHARGERS_WRITE'
  /** Sessions at the partner's stations. */
  | 'SESSIONS_READ'
  /** The partner's own stations, with what only their operator sees. */
  | 'STATIONS_READ'
  /** The partner's own customers. */
  | 'USERS_READ'
  /** Add and block customers, issue and block what they charge with. */
  | 'USERS_WRITE'
  /** Say where the partner wants to be told of events. */
  | 'WEBHOOKS_WRITE';

/** A part of the map between two parallels and two meridians (WGS 84). */
export type BoxInput = {
  /** Its eastern edge. */
  east: number;
  /** Its northern edge, not south of `south`. */
  north: number;
  /** Its southern edge. */
  south: number;
  /** Its western edge. East of `east` where the box crosses the 180th meridian. */
  west: number;
};

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

/** A client to make. */
export type CreateApiClientInput = {
  /** Addresses or blocks of them (CIDR), IPv4 or IPv6, from which its keys work, at most 50; none: from everywhere. */
  allowedAddresses?: Array<string> | null | undefined;
  /** Give the same key when you repeat a request: one client is made. Its secret is shown by the first answer alone. */
  idempotencyKey?: string | null | undefined;
  /** How many days the new key works, 1 to 730; left out: until it is rotated or revoked. */
  keyDays?: number | null | undefined;
  /** What to call it, 1 to 60 characters. */
  name: string;
  /** Whether it is for trying things out: it sees the sandbox alone. It stays so. By default it is not. */
  sandbox?: boolean | null | undefined;
  /** What it may do. */
  scopes: Array<ApiScope>;
};

/** What is at a station or close to it: OCPI's Facility. */
export type Facility =
  /** An airport. */
  | 'AIRPORT'
  /** Shared bicycles or scooters. */
  | 'BIKE_SHARING'
  /** A bus stop. */
  | 'BUS_STOP'
  /** A café. */
  | 'CAFE'
  /** A carpool parking. */
  | 'CARPOOL_PARKING'
  /** A fuel station. */
  | 'FUEL_STATION'
  /** A hotel. */
  | 'HOTEL'
  /** A mall or shopping centre. */
  | 'MALL'
  /** A metro station. */
  | 'METRO_STATION'
  /** A museum. */
  | 'MUSEUM'
  /** A park or nature. */
  | 'NATURE'
  /** A parking lot. */
  | 'PARKING_LOT'
  /** A recreation area. */
  | 'RECREATION_AREA'
  /** A restaurant. */
  | 'RESTAURANT'
  /** Sports grounds or a gym. */
  | 'SPORT'
  /** A supermarket. */
  | 'SUPERMARKET'
  /** A taxi stand. */
  | 'TAXI_STAND'
  /** A train station. */
  | 'TRAIN_STATION'
  /** A tram stop. */
  | 'TRAM_STOP'
  /** Wireless internet. */
  | 'WIFI';

/** The most that energy may cost. */
export type MaxPriceInput = {
  /** Of a kilowatt-hour, in major units, VAT in. */
  amount: number;
  /** ISO 4217 code. Prices in another currency do not fit. */
  currency: string;
};

/** Kind of current. */
export type PowerType =
  /** Alternating current, one phase. */
  | 'AC_1_PHASE'
  /** Alternating current, three phases. */
  | 'AC_3_PHASE'
  /** Direct current. */
  | 'DC';

/** A version that is to be served no longer. */
export type RetireApiManifestInput = {
  /** Id of the client. */
  clientId: string;
  /** What the partner calls the version: 1 to 64 letters, digits, dots, hyphens, plus signs and underscores. */
  version: string;
};

/** A client to revoke. */
export type RevokeApiClientInput = {
  /** Id of the client. */
  clientId: string;
};

/** A key to end. */
export type RevokeApiKeyInput = {
  /** Id of the key. */
  keyId: string;
};

/** A client that is to have another key. */
export type RotateApiKeyInput = {
  /** Id of the client. */
  clientId: string;
  /** Give the same key when you repeat a request: one key is made. Its secret is shown by the first answer alone. */
  idempotencyKey?: string | null | undefined;
  /** How many days the new key works, 1 to 730; left out: until it is rotated or revoked. */
  keyDays?: number | null | undefined;
  /** How many hours the old key works on, 0 to 720; 24 by default. With 0 it ends at once. */
  overlapHours?: number | null | undefined;
};

/** Which stations; what is left out does not restrict. Power, plug, price and availability are those of one connector of the station. */
export type StationFilter = {
  /** Inside this part of the map. */
  box?: BoxInput | null | undefined;
  /** City, in any case, with or without accents. */
  city?: string | null | undefined;
  /** ISO 3166-1 alpha-2 code. */
  country?: string | null | undefined;
  /** With all of these at the station. */
  facilities?: Array<Facility> | null | undefined;
  /** Where a kilowatt-hour costs at most this, whatever the hour. What is free fits; a tariff without a price of energy does not. */
  maxPricePerKwh?: MaxPriceInput | null | undefined;
  /** With at least so many watts. */
  minPowerW?: number | null | undefined;
  /** A part of the name, in any case, with or without accents and punctuation. */
  nameContains?: string | null | undefined;
  /** Whether its charger is connected. */
  online?: boolean | null | undefined;
  /** True: only with such a connector that is free to use now. */
  onlyAvailable?: boolean | null | undefined;
  /** True: only where one gets in now, by the hours that its operator has said. Without hours a station counts as open. */
  openNow?: boolean | null | undefined;
  /** Who operates it. */
  operatorId?: string | null | undefined;
  /** With one of these plugs. */
  standards?: Array<ConnectorStandard> | null | undefined;
  /** Words that begin words of the name, address or city, in any case, with or without accents; the first 10 count. All of them must be there. */
  text?: string | null | undefined;
};

/** A client, and what is to change of it. What is left out stays as it is. */
export type UpdateApiClientInput = {
  /** Addresses or blocks of them (CIDR), IPv4 or IPv6, from which its keys work, at most 50; none: from everywhere. Left out, they stay. */
  allowedAddresses?: Array<string> | null | undefined;
  /** Id of the client. */
  clientId: string;
  /** What to call it, 1 to 60 characters. */
  name?: string | null | undefined;
  /** What it may do from now on. */
  scopes?: Array<ApiScope> | null | undefined;
};

/** A version of the operations that a client may send. */
export type UploadApiManifestInput = {
  /** Id of the client. */
  clientId: string;
  /** As `generate-persisted-query-manifest` of Apollo writes it, or as the codegen writes `persisted-documents.json`: each operation with the SHA-256 of its document. At most 500 operations and 204800 bytes. */
  manifest: Readonly<Record<string, unknown>>;
  /** What the partner calls the version: 1 to 64 letters, digits, dots, hyphens, plus signs and underscores. */
  version: string;
};

export type PartnerSessionQueryVariables = Exact<{
  id: string;
}>;


export type PartnerSessionQuery = { chargingSession: { id: string, status: ChargingSessionStatus, startedAt: string | null, endedAt: string | null, energyWh: number, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string }, connector: { id: string, standard: ConnectorStandard } | null, chargeDetailRecord: { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null } | null };

export type PartnerChargeDetailRecordQueryVariables = Exact<{
  id: string;
}>;


export type PartnerChargeDetailRecordQuery = { chargeDetailRecord: { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, station: { id: string, name: string }, connector: { id: string, standard: ConnectorStandard }, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null };

export type PartnerSessionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerSessionsQuery = { me: { id: string, chargingSessions: { edges: Array<{ node: { id: string, status: ChargingSessionStatus, startedAt: string | null, endedAt: string | null, energyWh: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PartnerBillFragment = { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null };

export type PartnerClientsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerClientsQuery = { apiClients: { edges: Array<{ node: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PartnerClientByIdQueryVariables = Exact<{
  id: string;
}>;


export type PartnerClientByIdQuery = { apiClient: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } | null };

export type CreateApiClientMutationVariables = Exact<{
  input: CreateApiClientInput;
}>;


export type CreateApiClientMutation = { createApiClient: { secret: string | null, client: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } } };

export type UpdateApiClientMutationVariables = Exact<{
  input: UpdateApiClientInput;
}>;


export type UpdateApiClientMutation = { updateApiClient: { client: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } } };

export type RevokeApiClientMutationVariables = Exact<{
  input: RevokeApiClientInput;
}>;


export type RevokeApiClientMutation = { revokeApiClient: { client: { id: string, revokedAt: string | null } } };

export type RotateApiKeyMutationVariables = Exact<{
  input: RotateApiKeyInput;
}>;


export type RotateApiKeyMutation = { rotateApiKey: { secret: string | null, client: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { revokeApiKey: { client: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } } };

export type PartnerClientFragment = { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> };

export type PartnerManifestsQueryVariables = Exact<{
  clientId: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerManifestsQuery = { apiClient: { id: string, manifests: { edges: Array<{ node: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PartnerManifestOperationsQueryVariables = Exact<{
  clientId: string;
  version: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerManifestOperationsQuery = { apiClient: { id: string, manifest: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null, problems: Array<{ operation: string, message: string }>, operations: { edges: Array<{ node: { name: string, kind: ApiOperationKind, hash: string, body: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type PartnerManifestChangesQueryVariables = Exact<{
  clientId: string;
  version: string;
  from?: string | null | undefined;
}>;


export type PartnerManifestChangesQuery = { apiClient: { id: string, manifest: { version: string, changes: { unchanged: number, added: Array<{ name: string, kind: ApiOperationKind, hash: string }>, removed: Array<{ name: string, kind: ApiOperationKind, hash: string }>, changed: Array<{ before: { name: string, hash: string, body: string }, after: { name: string, hash: string, body: string } }> } | null } | null } | null };

export type UploadApiManifestMutationVariables = Exact<{
  input: UploadApiManifestInput;
}>;


export type UploadApiManifestMutation = { uploadApiManifest: { manifest: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null } } };

export type ActivateApiManifestMutationVariables = Exact<{
  input: ActivateApiManifestInput;
}>;


export type ActivateApiManifestMutation = { activateApiManifest: { manifest: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null } } };

export type RetireApiManifestMutationVariables = Exact<{
  input: RetireApiManifestInput;
}>;


export type RetireApiManifestMutation = { retireApiManifest: { manifest: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null } } };

export type PartnerManifestFragment = { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null };

export type PartnerStationsQueryVariables = Exact<{
  filter?: StationFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerStationsQuery = { stations: { edges: Array<{ node: { id: string, name: string, address: string, city: string, country: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, evseId: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, tariff: { id: string, currency: string, description: string } | null }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PartnerUsageQueryVariables = Exact<{
  clientId: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerUsageQuery = { apiClient: { id: string, usageByDay: Array<{ day: string, calls: number, errors: number, p50Ms: number, p95Ms: number }>, errors: Array<{ code: string, calls: number }>, usage: { edges: Array<{ node: { day: string, operation: string, calls: number, errors: number, p50Ms: number, p95Ms: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PartnerCallsQueryVariables = Exact<{
  clientId: string;
  filter?: ApiCallFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerCallsQuery = { apiClient: { id: string, calls: { edges: Array<{ node: { at: string, operation: string, code: string | null, ms: number, addressBlock: string | null, requestId: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

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
export const PartnerBillFragmentDoc = new TypedDocumentString(`
    fragment PartnerBill on ChargeDetailRecord {
  id
  sessionId
  revision
  creditOf
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
  tariffVersion
}
    `, {"fragmentName":"PartnerBill"}) as unknown as TypedDocumentString<PartnerBillFragment, unknown>;
export const PartnerClientFragmentDoc = new TypedDocumentString(`
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}
    `, {"fragmentName":"PartnerClient"}) as unknown as TypedDocumentString<PartnerClientFragment, unknown>;
export const PartnerManifestFragmentDoc = new TypedDocumentString(`
    fragment PartnerManifest on ApiManifest {
  version
  state
  operationCount
  bytes
  uploadedAt
  activatedAt
  retiredAt
}
    `, {"fragmentName":"PartnerManifest"}) as unknown as TypedDocumentString<PartnerManifestFragment, unknown>;
export const PartnerSessionDocument = new TypedDocumentString(`
    query PartnerSession($id: UUID!) {
  chargingSession(id: $id) {
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
    }
    connector {
      id
      standard
    }
    chargeDetailRecord {
      ...PartnerBill
    }
  }
}
    fragment PartnerBill on ChargeDetailRecord {
  id
  sessionId
  revision
  creditOf
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
  tariffVersion
}`, {"hash":"sha256:33b2980481fe9c1ae11994926068d29afcf0f03e79a5e9dd8814cd8b7cc6e17d"}) as unknown as TypedDocumentString<PartnerSessionQuery, PartnerSessionQueryVariables>;
export const PartnerChargeDetailRecordDocument = new TypedDocumentString(`
    query PartnerChargeDetailRecord($id: UUID!) {
  chargeDetailRecord(id: $id) {
    ...PartnerBill
    station {
      id
      name
    }
    connector {
      id
      standard
    }
  }
}
    fragment PartnerBill on ChargeDetailRecord {
  id
  sessionId
  revision
  creditOf
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
  tariffVersion
}`, {"hash":"sha256:d8297f93f9ce7d16adcee10be901395b0cbb75c4dacd7009bfd8978c45d2e936"}) as unknown as TypedDocumentString<PartnerChargeDetailRecordQuery, PartnerChargeDetailRecordQueryVariables>;
export const PartnerSessionsDocument = new TypedDocumentString(`
    query PartnerSessions($first: Int, $after: String) {
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
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:7c23c2ed82a9abcbf81eb27976d99e2b595a9009ad463d780b6a0342f8c2cb61"}) as unknown as TypedDocumentString<PartnerSessionsQuery, PartnerSessionsQueryVariables>;
export const PartnerClientsDocument = new TypedDocumentString(`
    query PartnerClients($first: Int, $after: String) {
  apiClients(first: $first, after: $after) {
    edges {
      node {
        ...PartnerClient
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}`, {"hash":"sha256:021e184880254d6e0138cdebd89a693efbf57186ee18e393e897f32a37dbb3a0"}) as unknown as TypedDocumentString<PartnerClientsQuery, PartnerClientsQueryVariables>;
export const PartnerClientByIdDocument = new TypedDocumentString(`
    query PartnerClientById($id: UUID!) {
  apiClient(id: $id) {
    ...PartnerClient
  }
}
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}`, {"hash":"sha256:b370813c4426ead74e1add52647a6cc441a05a7117e458ca1f595a427855e1a1"}) as unknown as TypedDocumentString<PartnerClientByIdQuery, PartnerClientByIdQueryVariables>;
export const CreateApiClientDocument = new TypedDocumentString(`
    mutation CreateApiClient($input: CreateApiClientInput!) {
  createApiClient(input: $input) {
    client {
      ...PartnerClient
    }
    secret
  }
}
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}`, {"hash":"sha256:92653d3f00d84ee514bfd994c0953a21fdb3d7fa9bf3ff38500059f98cdef088"}) as unknown as TypedDocumentString<CreateApiClientMutation, CreateApiClientMutationVariables>;
export const UpdateApiClientDocument = new TypedDocumentString(`
    mutation UpdateApiClient($input: UpdateApiClientInput!) {
  updateApiClient(input: $input) {
    client {
      ...PartnerClient
    }
  }
}
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}`, {"hash":"sha256:f674fb88825c514d63ac4034b854f96a743ca73c6077b295f78e89c63b99e95c"}) as unknown as TypedDocumentString<UpdateApiClientMutation, UpdateApiClientMutationVariables>;
export const RevokeApiClientDocument = new TypedDocumentString(`
    mutation RevokeApiClient($input: RevokeApiClientInput!) {
  revokeApiClient(input: $input) {
    client {
      id
      revokedAt
    }
  }
}
    `, {"hash":"sha256:3d607f933d485f6b503bde7b2546fd62a01cb25b7e202c865eed38410b6aa767"}) as unknown as TypedDocumentString<RevokeApiClientMutation, RevokeApiClientMutationVariables>;
export const RotateApiKeyDocument = new TypedDocumentString(`
    mutation RotateApiKey($input: RotateApiKeyInput!) {
  rotateApiKey(input: $input) {
    client {
      ...PartnerClient
    }
    secret
  }
}
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}`, {"hash":"sha256:6d7175009ba18f7a91463096602dac3bbc2b86927cda193ceb39d24f60463d60"}) as unknown as TypedDocumentString<RotateApiKeyMutation, RotateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    client {
      ...PartnerClient
    }
  }
}
    fragment PartnerClient on ApiClient {
  id
  name
  sandbox
  scopes
  allowedAddresses
  requestsPerHour
  requestsPerDay
  createdAt
  revokedAt
  keys {
    id
    prefix
    createdAt
    expiresAt
  }
}`, {"hash":"sha256:fa3c8f18260e8a54ddb203629da1f2df5ce32f3db9e5e0f993c52a8d6e6b29e8"}) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const PartnerManifestsDocument = new TypedDocumentString(`
    query PartnerManifests($clientId: UUID!, $first: Int, $after: String) {
  apiClient(id: $clientId) {
    id
    manifests(first: $first, after: $after) {
      edges {
        node {
          ...PartnerManifest
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment PartnerManifest on ApiManifest {
  version
  state
  operationCount
  bytes
  uploadedAt
  activatedAt
  retiredAt
}`, {"hash":"sha256:58f0bd2b794b9ced5c215e6050dcbbef327b43cdd8f11494291b7085123a0473"}) as unknown as TypedDocumentString<PartnerManifestsQuery, PartnerManifestsQueryVariables>;
export const PartnerManifestOperationsDocument = new TypedDocumentString(`
    query PartnerManifestOperations($clientId: UUID!, $version: String!, $first: Int, $after: String) {
  apiClient(id: $clientId) {
    id
    manifest(version: $version) {
      ...PartnerManifest
      problems {
        operation
        message
      }
      operations(first: $first, after: $after) {
        edges {
          node {
            name
            kind
            hash
            body
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    fragment PartnerManifest on ApiManifest {
  version
  state
  operationCount
  bytes
  uploadedAt
  activatedAt
  retiredAt
}`, {"hash":"sha256:e8d791ab585d871d611d3ff3c823b9366a00b5d08eca402bd01af5f59e900952"}) as unknown as TypedDocumentString<PartnerManifestOperationsQuery, PartnerManifestOperationsQueryVariables>;
export const PartnerManifestChangesDocument = new TypedDocumentString(`
    query PartnerManifestChanges($clientId: UUID!, $version: String!, $from: String) {
  apiClient(id: $clientId) {
    id
    manifest(version: $version) {
      version
      changes(from: $from) {
        added {
          name
          kind
          hash
        }
        removed {
          name
          kind
          hash
        }
        changed {
          before {
            name
            hash
            body
          }
          after {
            name
            hash
            body
          }
        }
        unchanged
      }
    }
  }
}
    `, {"hash":"sha256:053f6357a92413cd0e39794345ba952740edad6569b5b336a7e368399a530c80"}) as unknown as TypedDocumentString<PartnerManifestChangesQuery, PartnerManifestChangesQueryVariables>;
export const UploadApiManifestDocument = new TypedDocumentString(`
    mutation UploadApiManifest($input: UploadApiManifestInput!) {
  uploadApiManifest(input: $input) {
    manifest {
      ...PartnerManifest
    }
  }
}
    fragment PartnerManifest on ApiManifest {
  version
  state
  operationCount
  bytes
  uploadedAt
  activatedAt
  retiredAt
}`, {"hash":"sha256:1a6e1f69ce3ad722274a5f82b951706b19670bc723270ea1ad7ec38e08ab41f5"}) as unknown as TypedDocumentString<UploadApiManifestMutation, UploadApiManifestMutationVariables>;
export const ActivateApiManifestDocument = new TypedDocumentString(`
    mutation ActivateApiManifest($input: ActivateApiManifestInput!) {
  activateApiManifest(input: $input) {
    manifest {
      ...PartnerManifest
    }
  }
}
    fragment PartnerManifest on ApiManifest {
  version
  state
  operationCount
  bytes
  uploadedAt
  activatedAt
  retiredAt
}`, {"hash":"sha256:ef76b7295c24e453ab3bb7b08360130836997374eb27874b0df10c9a75295e96"}) as unknown as TypedDocumentString<ActivateApiManifestMutation, ActivateApiManifestMutationVariables>;
export const RetireApiManifestDocument = new TypedDocumentString(`
    mutation RetireApiManifest($input: RetireApiManifestInput!) {
  retireApiManifest(input: $input) {
    manifest {
      ...PartnerManifest
    }
  }
}
    fragment PartnerManifest on ApiManifest {
  version
  state
  operationCount
  bytes
  uploadedAt
  activatedAt
  retiredAt
}`, {"hash":"sha256:0ea10d65b2ce213d6bfee14453f99c66f0e4853a77b84d1c742dcf7d0769596f"}) as unknown as TypedDocumentString<RetireApiManifestMutation, RetireApiManifestMutationVariables>;
export const PartnerStationsDocument = new TypedDocumentString(`
    query PartnerStations($filter: StationFilter, $first: Int, $after: String) {
  stations(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        name
        address
        city
        country
        location {
          latitude
          longitude
        }
        online
        evses {
          id
          evseId
          status
          connectors {
            id
            standard
            powerType
            maxPowerW
            status
            tariff {
              id
              currency
              description
            }
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
    `, {"hash":"sha256:fa3664d7c1130c7c6af3d987ac780f49c618ae7e5150c56fe7f0c5a9fe16d64c"}) as unknown as TypedDocumentString<PartnerStationsQuery, PartnerStationsQueryVariables>;
export const PartnerUsageDocument = new TypedDocumentString(`
    query PartnerUsage($clientId: UUID!, $from: String, $to: String, $first: Int, $after: String) {
  apiClient(id: $clientId) {
    id
    usageByDay(from: $from, to: $to) {
      day
      calls
      errors
      p50Ms
      p95Ms
    }
    errors(from: $from, to: $to) {
      code
      calls
    }
    usage(from: $from, to: $to, first: $first, after: $after) {
      edges {
        node {
          day
          operation
          calls
          errors
          p50Ms
          p95Ms
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:445d85e1cee6f049f4d0422ec897339ae573a341bc79cffd2fcd2c1c30cad365"}) as unknown as TypedDocumentString<PartnerUsageQuery, PartnerUsageQueryVariables>;
export const PartnerCallsDocument = new TypedDocumentString(`
    query PartnerCalls($clientId: UUID!, $filter: ApiCallFilter, $first: Int, $after: String) {
  apiClient(id: $clientId) {
    id
    calls(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          at
          operation
          code
          ms
          addressBlock
          requestId
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:21c407dd1c94d0ccfd9433493f79a1414f0b04e045e0ea1df66a9785b7c84c79"}) as unknown as TypedDocumentString<PartnerCallsQuery, PartnerCallsQueryVariables>;