/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query PartnerSession($id: UUID!) {\n  chargingSession(id: $id) {\n    id\n    status\n    startedAt\n    endedAt\n    energyWh\n    runningCost {\n      amountMinor\n      currency\n    }\n    station {\n      id\n      name\n    }\n    connector {\n      id\n      standard\n    }\n    chargeDetailRecord {\n      ...PartnerBill\n    }\n  }\n}\n\nquery PartnerChargeDetailRecord($id: UUID!) {\n  chargeDetailRecord(id: $id) {\n    ...PartnerBill\n    station {\n      id\n      name\n    }\n    connector {\n      id\n      standard\n    }\n  }\n}\n\nquery PartnerSessions($first: Int, $after: String) {\n  me {\n    id\n    chargingSessions(first: $first, after: $after) {\n      edges {\n        node {\n          id\n          status\n          startedAt\n          endedAt\n          energyWh\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment PartnerBill on ChargeDetailRecord {\n  id\n  sessionId\n  revision\n  creditOf\n  issuedAt\n  startedAt\n  endedAt\n  totalEnergyWh\n  totalTimeSeconds\n  totalParkingTimeSeconds\n  totalCostExclVat {\n    amountMinor\n    currency\n  }\n  totalCostInclVat {\n    amountMinor\n    currency\n  }\n  tariffVersion\n}": typeof types.PartnerSessionDocument,
    "query PartnerStations($filter: StationFilter, $first: Int, $after: String) {\n  stations(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n        address\n        city\n        country\n        location {\n          latitude\n          longitude\n        }\n        online\n        evses {\n          id\n          evseId\n          status\n          connectors {\n            id\n            standard\n            powerType\n            maxPowerW\n            status\n            tariff {\n              id\n              currency\n              description\n            }\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": typeof types.PartnerStationsDocument,
};
const documents: Documents = {
    "query PartnerSession($id: UUID!) {\n  chargingSession(id: $id) {\n    id\n    status\n    startedAt\n    endedAt\n    energyWh\n    runningCost {\n      amountMinor\n      currency\n    }\n    station {\n      id\n      name\n    }\n    connector {\n      id\n      standard\n    }\n    chargeDetailRecord {\n      ...PartnerBill\n    }\n  }\n}\n\nquery PartnerChargeDetailRecord($id: UUID!) {\n  chargeDetailRecord(id: $id) {\n    ...PartnerBill\n    station {\n      id\n      name\n    }\n    connector {\n      id\n      standard\n    }\n  }\n}\n\nquery PartnerSessions($first: Int, $after: String) {\n  me {\n    id\n    chargingSessions(first: $first, after: $after) {\n      edges {\n        node {\n          id\n          status\n          startedAt\n          endedAt\n          energyWh\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment PartnerBill on ChargeDetailRecord {\n  id\n  sessionId\n  revision\n  creditOf\n  issuedAt\n  startedAt\n  endedAt\n  totalEnergyWh\n  totalTimeSeconds\n  totalParkingTimeSeconds\n  totalCostExclVat {\n    amountMinor\n    currency\n  }\n  totalCostInclVat {\n    amountMinor\n    currency\n  }\n  tariffVersion\n}": types.PartnerSessionDocument,
    "query PartnerStations($filter: StationFilter, $first: Int, $after: String) {\n  stations(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n        address\n        city\n        country\n        location {\n          latitude\n          longitude\n        }\n        online\n        evses {\n          id\n          evseId\n          status\n          connectors {\n            id\n            standard\n            powerType\n            maxPowerW\n            status\n            tariff {\n              id\n              currency\n              description\n            }\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}": types.PartnerStationsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PartnerSession($id: UUID!) {\n  chargingSession(id: $id) {\n    id\n    status\n    startedAt\n    endedAt\n    energyWh\n    runningCost {\n      amountMinor\n      currency\n    }\n    station {\n      id\n      name\n    }\n    connector {\n      id\n      standard\n    }\n    chargeDetailRecord {\n      ...PartnerBill\n    }\n  }\n}\n\nquery PartnerChargeDetailRecord($id: UUID!) {\n  chargeDetailRecord(id: $id) {\n    ...PartnerBill\n    station {\n      id\n      name\n    }\n    connector {\n      id\n      standard\n    }\n  }\n}\n\nquery PartnerSessions($first: Int, $after: String) {\n  me {\n    id\n    chargingSessions(first: $first, after: $after) {\n      edges {\n        node {\n          id\n          status\n          startedAt\n          endedAt\n          energyWh\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n}\n\nfragment PartnerBill on ChargeDetailRecord {\n  id\n  sessionId\n  revision\n  creditOf\n  issuedAt\n  startedAt\n  endedAt\n  totalEnergyWh\n  totalTimeSeconds\n  totalParkingTimeSeconds\n  totalCostExclVat {\n    amountMinor\n    currency\n  }\n  totalCostInclVat {\n    amountMinor\n    currency\n  }\n  tariffVersion\n}"): typeof import('./graphql.ts').PartnerSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PartnerStations($filter: StationFilter, $first: Int, $after: String) {\n  stations(filter: $filter, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        name\n        address\n        city\n        country\n        location {\n          latitude\n          longitude\n        }\n        online\n        evses {\n          id\n          evseId\n          status\n          connectors {\n            id\n            standard\n            powerType\n            maxPowerW\n            status\n            tariff {\n              id\n              currency\n              description\n            }\n          }\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}"): typeof import('./graphql.ts').PartnerStationsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
