/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** Kind of current. */
export type PowerType =
  /** Alternating current, one phase. */
  | 'AC_1_PHASE'
  /** Alternating current, three phases. */
  | 'AC_3_PHASE'
  /** Direct current. */
  | 'DC';

/** Which stations; what is left out does not restrict. */
export type StationFilter = {
  /** City, in any case. */
  city?: string | null | undefined;
  /** ISO 3166-1 alpha-2 code. */
  country?: string | null | undefined;
  /** A part of the name, in any case. */
  nameContains?: string | null | undefined;
  /** Whether its charger is connected. */
  online?: boolean | null | undefined;
  /** Who operates it. */
  operatorId?: string | null | undefined;
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

export type PartnerStationsQueryVariables = Exact<{
  filter?: StationFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerStationsQuery = { stations: { edges: Array<{ node: { id: string, name: string, address: string, city: string, country: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, evseId: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, tariff: { id: string, currency: string, description: string } | null }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

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