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

/** What became of the correction of a bill. */
export type BillCorrectionState =
  /** It is billed so. */
  | 'APPROVED'
  /** Nobody decided in time. */
  | 'EXPIRED'
  /** Somebody else must decide. */
  | 'PROPOSED'
  /** It is not. */
  | 'REJECTED'
  /** Whoever proposed it took it back. */
  | 'WITHDRAWN';

/** By what records are added up. */
export type BillingPeriod =
  /** A day, from midnight. */
  | 'DAY'
  /** A month of the calendar. */
  | 'MONTH'
  /** A week, from Monday (ISO 8601). */
  | 'WEEK';

/** Which records to add up, and by what. */
export type BillingTotalsInput = {
  /** Of this customer of yours, wherever they charged. */
  customerId?: string | null | undefined;
  /** True: of all your customers, wherever they charged, and not those of your stations. */
  customers?: boolean | null | undefined;
  /** Issued then or later. */
  from: string;
  /** By days, weeks or months. */
  period: BillingPeriod;
  /** At this station. */
  stationId?: string | null | undefined;
  /** IANA name of the time zone by which they begin, e.g. Europe/Amsterdam. */
  timeZone: string;
  /** Issued before then; at most 400 days after `from`. */
  until: string;
};

/** An identity that must not charge any more. */
export type BlockCustomerIdTokenInput = {
  /** Id of the identity. */
  idTokenId: string;
};

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

/** What is to be in service, or out of it. */
export type ChangeAvailabilityInput = {
  /** True: in service. */
  available: boolean;
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** One connector of the EVSE, from 1; all without it. */
  connectorNumber?: number | null | undefined;
  /** One EVSE, from 1; the whole charger without it. */
  evseNumber?: number | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which records; what is left out does not narrow the list. */
export type ChargeDetailRecordFilter = {
  /** Of this customer of yours, wherever they charged. */
  customerId?: string | null | undefined;
  /** True: of all your customers, wherever they charged, and not those of your stations. */
  customers?: boolean | null | undefined;
  /** Issued then or later. */
  from?: string | null | undefined;
  /** At this station. */
  stationId?: string | null | undefined;
  /** Issued before then. */
  until?: string | null | undefined;
};

/** What can be asked of a charger, beside starts and stops. */
export type ChargePointCommandKind =
  /** Calls a reservation off. */
  | 'CANCEL_RESERVATION'
  /** Hands the charger the client certificate that it asked for. */
  | 'CERTIFICATE_SIGNED'
  /** Puts the charger, an EVSE or a connector into service or out of it. */
  | 'CHANGE_AVAILABILITY'
  /** Changes a setting. Only in OCPP 1.6. */
  | 'CHANGE_CONFIGURATION'
  /** Has the charger forget the id tokens that it remembers by itself. */
  | 'CLEAR_CACHE'
  /** Takes charging profiles from the charger. */
  | 'CLEAR_CHARGING_PROFILE'
  /** Takes a message from the display. */
  | 'CLEAR_DISPLAY_MESSAGE'
  /** Ends the watching of a variable. */
  | 'CLEAR_VARIABLE_MONITORING'
  /** Sends what only the maker of the charger understands. */
  | 'DATA_TRANSFER'
  /** Deletes a certificate that the charger has. */
  | 'DELETE_CERTIFICATE'
  /** The same, for messages of the security extension. */
  | 'EXTENDED_TRIGGER_MESSAGE'
  /** Asks for a report of the device model. Not in OCPP 1.6. */
  | 'GET_BASE_REPORT'
  /** Has its charging profiles reported, whoever set them. Not in OCPP 1.6. */
  | 'GET_CHARGING_PROFILES'
  /** Asks what all its charging profiles together allow. */
  | 'GET_COMPOSITE_SCHEDULE'
  /** Asks for settings. Only in OCPP 1.6. */
  | 'GET_CONFIGURATION'
  /** Has a charger of OCPP 1.6 upload its diagnostics. */
  | 'GET_DIAGNOSTICS'
  /** Has all that is on the display reported. */
  | 'GET_DISPLAY_MESSAGES'
  /** Asks the charger which certificates it has. */
  | 'GET_INSTALLED_CERTIFICATES'
  /** Asks which version of its list of id tokens the charger has. */
  | 'GET_LOCAL_LIST_VERSION'
  /** Has a charger upload one of its logs. */
  | 'GET_LOG'
  /** Has all that is watched reported. */
  | 'GET_MONITORING_REPORT'
  /** Asks for variables of the device model. Not in OCPP 1.6. */
  | 'GET_VARIABLES'
  /** Installs an authority's certificate. */
  | 'INSTALL_CERTIFICATE'
  /** Keeps an EVSE for an id token. */
  | 'RESERVE_NOW'
  /** Restarts the charger, or one EVSE of it. */
  | 'RESET'
  /** Gives the charger a new password that nobody sees. */
  | 'ROTATE_PASSWORD'
  /** Sends the charger the cards that it should know while it is offline. */
  | 'SEND_LOCAL_LIST'
  /** Limits the charger, one EVSE or one transaction over time. */
  | 'SET_CHARGING_PROFILE'
  /** Shows a message on the display. */
  | 'SET_DISPLAY_MESSAGE'
  /** Chooses the monitors that a charger has by itself. */
  | 'SET_MONITORING_BASE'
  /** Chooses how severe an event must be to be told. */
  | 'SET_MONITORING_LEVEL'
  /** Fills a slot with an address of a central system, to which the charger may be sent later. */
  | 'SET_NETWORK_PROFILE'
  /** Changes variables of the device model. Not in OCPP 1.6. */
  | 'SET_VARIABLES'
  /** Has a variable watched. */
  | 'SET_VARIABLE_MONITORING'
  /** Has a new firmware fetched and installed, whose maker's signature the charger checks. */
  | 'SIGNED_UPDATE_FIRMWARE'
  /** Has the charger send a message now. */
  | 'TRIGGER_MESSAGE'
  /** Lets go of the cable of a connector. */
  | 'UNLOCK_CONNECTOR'
  /** Has a new firmware fetched and installed. */
  | 'UPDATE_FIRMWARE';

/** How far a command is. */
export type ChargePointCommandState =
  /** The charger said yes. */
  | 'ACCEPTED'
  /** It was called off before it was sent. */
  | 'CANCELLED'
  /** The charger was not reached while the command waited. */
  | 'EXPIRED'
  /** The charger answered with an error; `message` has it. */
  | 'FAILED'
  /** It waits for the charger. */
  | 'PENDING'
  /** The charger said no; `status` has its word. */
  | 'REJECTED'
  /** The charger was asked and has not answered. */
  | 'SENT'
  /** No answer came in time, so nobody knows whether it was heard. */
  | 'UNANSWERED'
  /** The charger, or its version of OCPP, has no such thing. */
  | 'UNSUPPORTED';

/** What a charger says of a connector, in one set of words for all versions. */
export type ChargePointConnectorStatus =
  /** Free to use. */
  | 'AVAILABLE'
  /** A vehicle charges. */
  | 'CHARGING'
  /** Broken. */
  | 'FAULTED'
  /** Charging has ended; the vehicle is still plugged in. */
  | 'FINISHING'
  /** A vehicle is plugged in, or somebody is about to charge. */
  | 'PREPARING'
  /** Kept for somebody. */
  | 'RESERVED'
  /** A vehicle is plugged in and takes no energy at the moment. */
  | 'SUSPENDED'
  /** Out of use. */
  | 'UNAVAILABLE';

/** Which chargers; what is left out does not matter. */
export type ChargePointFilter = {
  /** True: connected now. False: offline. */
  connected?: boolean | null | undefined;
  /** True: an error of it lasts. False: none does. */
  faulted?: boolean | null | undefined;
  /** Version of its firmware, exactly as it says. */
  firmware?: string | null | undefined;
  /** Its model, exactly as it says. */
  model?: string | null | undefined;
  /** The version that it booted with. */
  ocppVersion?: OcppVersion | null | undefined;
  /** Those that this user operates. For admins. */
  operatorId?: string | null | undefined;
  /** A part of the identity, large or small letters. */
  search?: string | null | undefined;
  /** Those of these stations, 1,000 at most. */
  stationIds?: Array<string> | null | undefined;
  /** Its maker, exactly as it says. */
  vendor?: string | null | undefined;
};

/** Who or what ended a session. All but CHARGER are conclusions: the session ended at its last meter value, and what the charger says of it later corrects the bill. */
export type ChargingSessionEnd =
  /** The charger told its end. */
  | 'CHARGER'
  /** The charger restarted and said no more of it. */
  | 'CHARGER_RESTARTED'
  /** The charger called the connector available and said no more of it. */
  | 'CONNECTOR_AVAILABLE'
  /** The charger began another session at the connector. */
  | 'NEXT_SESSION'
  /** Its driver, the operator of the station or an admin ended it with endSession. */
  | 'PERSON';

/** Which sessions; what is left out does not narrow the list. */
export type ChargingSessionFilter = {
  /** True: of nobody who is known here. False: of a user. */
  anonymous?: boolean | null | undefined;
  /** At this connector. */
  connectorId?: string | null | undefined;
  /** With a correction of the bill in one of these states. */
  correction?: Array<BillCorrectionState> | null | undefined;
  /** Of this customer of yours, wherever they charged. */
  customerId?: string | null | undefined;
  /** Ended in one of these ways. */
  endedBy?: Array<ChargingSessionEnd> | null | undefined;
  /** With one of these flags, released ones too. */
  flags?: Array<ChargingSessionFlag> | null | undefined;
  /** Requested, or begun unasked, then or later. */
  from?: string | null | undefined;
  /** True: their bill waits for a person. False: it does not. */
  held?: boolean | null | undefined;
  /** At this station. */
  stationId?: string | null | undefined;
  /** In one of these states. */
  status?: Array<ChargingSessionStatus> | null | undefined;
  /** Requested, or begun unasked, before then. */
  until?: string | null | undefined;
  /** Of this user. */
  userId?: string | null | undefined;
  /** With this vehicle. */
  vehicleId?: string | null | undefined;
};

/** Why the bill of a session waits for a person. */
export type ChargingSessionFlag =
  /** The charger told another end after people had corrected the energy; the corrected energy stands meanwhile. */
  | 'AFTER_CORRECTION'
  /** By the clock of the charger it ended before it began. */
  | 'END_BEFORE_START'
  /** By the clock of the charger it ended later than we heard of its end. */
  | 'END_IN_FUTURE'
  /** The charger reports more energy than its connector can have delivered in the time, this session and others at the connector together. */
  | 'ENERGY_ABOVE_RATING'
  /** The charger's meter went back during the session. */
  | 'REGISTER_DROP'
  /** A signed meter value cannot be read, or no key that its meter has at the time is the one it is signed with. */
  | 'SIGNATURE_INVALID'
  /** A signed meter value is of a meter that is not registered at the EVSE. */
  | 'SIGNED_BY_OTHER_METER'
  /** By its time or its register, the signed end lies before the signed begin. */
  | 'SIGNED_END_BEFORE_BEGIN'
  /** The meter itself says, and signs, that it has a fault or that its energy is not to be used. */
  | 'SIGNED_METER_FAULT'
  /** Bills of the station need signed meter values, and there are none, or not from begin to end, or nobody has registered the key. */
  | 'SIGNED_METER_MISSING'
  /** The meter's count of signed values went back, or one number stands twice. */
  | 'SIGNED_PAGE_BACK'
  /** What is signed and what is billed are not the same energy, or not the same register. */
  | 'SIGNED_REGISTER_DIFFERS'
  /** The signed begin and the signed end are of different transactions, or of another time than the session. */
  | 'SIGNED_TRANSACTIONS_DIFFER'
  /** A signed meter value is of another session already. */
  | 'SIGNED_VALUE_REPLAYED'
  /** By the clock of the charger it began later than we heard of it. */
  | 'START_IN_FUTURE'
  /** By the clock of the charger it began more than a week before we heard of it. */
  | 'START_LONG_AGO'
  /** The charger's meter was lower at the end than at the start. */
  | 'STOP_BELOW_START'
  /** It was started with an identity that may not charge. */
  | 'UNAUTHORISED'
  /** It ran at a connector that is not registered. */
  | 'UNKNOWN_CONNECTOR';

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

/** What a session is to reach: so much energy, or a state of charge; and by when. With a time alone it is a full battery. */
export type ChargingTargetInput = {
  /** So much energy in all; not together with a state of charge. */
  energyWh?: number | null | undefined;
  /** When the driver wants to leave; at most 14 days ahead. */
  readyBy?: string | null | undefined;
  /** This state of charge of the battery, above 0 and up to 100 percent; not together with an energy. */
  socPercent?: number | null | undefined;
};

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
  /** What the most that parking may cost takes off. */
  | 'IDLE_CAP'
  /** What the most that a session costs takes off. */
  | 'MAX_PRICE'
  /** What the least that a session costs adds. */
  | 'MIN_PRICE'
  /** Time in which the vehicle was plugged in and did not charge, after the grace period. */
  | 'PARKING_TIME'
  /** Time of charging. */
  | 'TIME';

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

/** A customer to make. */
export type CreateCustomerInput = {
  /** Their address. */
  email?: string | null | undefined;
  /** Their name, at most 100 characters. */
  name?: string | null | undefined;
  /** What you call them, e.g. a number of yours; 1 to 100 characters. It never changes. */
  reference: string;
};

/** Which customers; what is left out does not narrow the list. */
export type CustomerFilter = {
  /** True: those who are blocked. False: those who are not. */
  blocked?: boolean | null | undefined;
  /** The one of this reference. */
  reference?: string | null | undefined;
};

/** An endpoint to delete. */
export type DeleteWebhookEndpointInput = {
  /** Id of the endpoint. */
  endpointId: string;
};

/** A time that is an exception from the regular hours. */
export type ExceptionalHoursInput = {
  /** From then on. */
  begin: string;
  /** Until then. */
  end: string;
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

/** Whether chargers accept an identity. */
export type IdTokenStatus =
  /** They do. */
  | 'ACTIVE'
  /** They do not: for good, or as long as its user is blocked. */
  | 'BLOCKED';

/** Of what kind an identity is: OCPP's types, and two of our own. */
export type IdTokenType =
  /** In the app; every account has one. No charger ever sees it: each remote start has a token of its own. */
  | 'APP'
  /** Any value that a system has given out. */
  | 'CENTRAL'
  /** What a payment terminal calls a payment (OCPP 2.1). */
  | 'DIRECT_PAYMENT'
  /** A contract of ISO 15118, e.g. DE-8AA-CA2B3C4D5-L; written as the vehicle sends it. */
  | 'EMAID'
  /** Id of a vehicle's communication controller (OCPP 2.1). */
  | 'EVCCID'
  /** A card of ISO 14443, by its uid of 4, 7 or 10 bytes. */
  | 'ISO14443'
  /** A card of ISO 15693, by its uid of 8 bytes. */
  | 'ISO15693'
  /** What a driver types at the charger; at least 8 characters. */
  | 'KEY_CODE'
  /** Any value that a charger or its site has given out. */
  | 'LOCAL'
  /** MAC address of a vehicle's communication controller, written as the charger sends it. */
  | 'MAC_ADDRESS'
  /** A card, by its uid of 4, 7 or 10 bytes. */
  | 'RFID'
  /** A vehicle's identification number (OCPP 2.1). */
  | 'VIN';

/** Which invoices; what is left out does not narrow the list. */
export type InvoiceFilter = {
  /** Written then or later. */
  from?: string | null | undefined;
  /** Only these. */
  kind?: InvoiceKind | null | undefined;
  /** Of this issuer. */
  operatorId?: string | null | undefined;
  /** Written before then. */
  until?: string | null | undefined;
  /** Of this buyer; with your own id, those for you. */
  userId?: string | null | undefined;
};

/** What it is. Amounts of both are positive. */
export type InvoiceKind =
  /** It takes an invoice back, or a part of it. */
  | 'CREDIT_NOTE'
  /** What is to be paid, or has been. */
  | 'INVOICE';

/** What a customer charges with: a card by its uid, or a type and a value. */
export type IssueCustomerIdTokenInput = {
  /** Id of the customer. */
  customerId: string;
  /** From when chargers shall refuse it; never without. */
  expiresAt?: string | null | undefined;
  /** Its group: identities of the customer with the same one may stop each other's charging. */
  group?: string | null | undefined;
  /** Of what kind the value is; any but APP. */
  type?: IdTokenType | null | undefined;
  /** A card's uid: 4, 7 or 10 bytes in hexadecimal; colons, hyphens and spaces between bytes are ignored. */
  uid?: string | null | undefined;
  /** What the charger will show, as its type has it. */
  value?: string | null | undefined;
};

/** A place on earth (WGS 84). */
export type LocationInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
};

/** The most that energy may cost. */
export type MaxPriceInput = {
  /** Of a kilowatt-hour, in major units, VAT in. */
  amount: number;
  /** ISO 4217 code. Prices in another currency do not fit. */
  currency: string;
};

/** A version of OCPP-J. */
export type OcppVersion =
  /** OCPP 1.6 with the security extension. */
  | 'OCPP_1_6'
  /** OCPP 2.0.1. */
  | 'OCPP_2_0_1'
  /** OCPP 2.1. */
  | 'OCPP_2_1';

/** When one gets in: OCPI's Hours. This takes the place of what was said before. */
export type OpeningHoursInput = {
  /** When it is closed all the same. */
  closings?: Array<ExceptionalHoursInput>;
  /** When it is open besides. */
  openings?: Array<ExceptionalHoursInput>;
  /** Hours of each week. */
  regular?: Array<RegularHoursInput>;
  /** True: always, but for the closings. */
  twentyFourSeven?: boolean;
};

/** What a password looks like that is made for a charger. Both are good for OCPP 1.6, 2.0.1 and 2.1. */
export type PasswordFormat =
  /** 40 hexadecimal digits: 20 bytes, for chargers whose AuthorizationKey takes nothing else. */
  | 'HEX'
  /** 20 letters, digits, hyphens and underscores. */
  | 'TEXT';

/** Kind of current. */
export type PowerType =
  /** Alternating current, one phase. */
  | 'AC_1_PHASE'
  /** Alternating current, three phases. */
  | 'AC_3_PHASE'
  /** Direct current. */
  | 'DC';

/** A new connector. */
export type RegisterConnectorInput = {
  /** Socket or cable. */
  format: ConnectorFormat;
  /** The most it can deliver, in watts. */
  maxPowerW: number;
  /** Kind of current. */
  powerType: PowerType;
  /** Shape and protocol of the plug. */
  standard: ConnectorStandard;
  /** What charging here costs; free without it. */
  tariffId?: string | null | undefined;
};

/** An EVSE of a new station. */
export type RegisterEvseInput = {
  /** Its connectors; their numbers follow the order, from 1. */
  connectors: Array<RegisterConnectorInput>;
  /** Its eMI3 id, e.g. DE*EVG*E000001*1; no other EVSE may have it. */
  evseId: string;
};

/** A new station. */
export type RegisterStationInput = {
  /** Whom it is for; a new station is for everybody without it. */
  access?: StationAccess | null | undefined;
  /** Street and number. */
  address: string;
  /** City or town. */
  city: string;
  /** ISO 3166-1 alpha-2 code. */
  country: string;
  /** Its EVSEs; their numbers follow the order, from 1. */
  evses: Array<RegisterEvseInput>;
  /** What is there or close to it; this takes the place of what was said before. */
  facilities?: Array<Facility> | null | undefined;
  /** When one gets in. Without it a station counts as open. */
  hours?: OpeningHoursInput | null | undefined;
  /** The same key again registers nothing and gives the same station. */
  idempotencyKey: string;
  /** OCPP identity, the last segment of the charger's URL; unique. In the sandbox it begins with SBX-, and nowhere else. */
  identity: string;
  /** Where it stands. */
  location: LocationInput;
  /** Its name for people. */
  name: string;
  /** Who operates it. Operators register for themselves; an admin must say it. */
  operatorId?: string | null | undefined;
  /** A password for the charger, of your choice. OCPP 2.0.1 and 2.1 take 16 to 40 characters, OCPP 1.6's AuthorizationKey 16 to 20 characters or 32 to 40 hexadecimal digits. Of a key in hexadecimal the charger may send the digits, in either case, or the bytes that they stand for. It is in no answer. Without it, one is made. */
  password?: string | null | undefined;
  /** The form of the password that is made; TEXT without it. Not together with a chosen one. */
  passwordFormat?: PasswordFormat | null | undefined;
  /** IANA name, e.g. Europe/Berlin. */
  timeZone: string;
};

/** Hours of a day of each week, by the clock of the station. */
export type RegularHoursInput = {
  /** From this time of day on, e.g. 07:30. */
  begin: string;
  /** Until this time of day; 24:00 is the end of the day. */
  end: string;
  /** Day of the week: 1 is Monday, 7 is Sunday. */
  weekday: number;
};

/** What is to be sent again. */
export type ReplayWebhooksInput = {
  /** Id of the endpoint. */
  endpointId: string;
  /** Messages that were written since then; they are kept for 30 days. */
  since: string;
  /** Which of them. */
  which: WebhookReplayWhich;
};

/** What is to restart, and how. */
export type ResetChargePointInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** One EVSE alone, from 1; the whole charger without it. Not in OCPP 1.6. */
  evseNumber?: number | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How. */
  type: ResetType;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** How a charger restarts. */
export type ResetType =
  /** Now, like a loss of power. Only in OCPP 1.6. */
  | 'HARD'
  /** Now, after it has ended what runs in an orderly way (1.6: Soft). */
  | 'IMMEDIATE'
  /** As soon as nobody charges. Not in OCPP 1.6. */
  | 'ON_IDLE';

/** A version that is to be served no longer. */
export type RetireApiManifestInput = {
  /** Id of the client. */
  clientId: string;
  /** What the partner calls the version: 1 to 64 letters, digits, dots, hyphens, plus signs and underscores. */
  version: string;
};

/** Which station to retire. */
export type RetireStationInput = {
  /** The station. */
  stationId: string;
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

/** An endpoint that is to have another secret. */
export type RotateWebhookSecretInput = {
  /** Id of the endpoint. */
  endpointId: string;
  /** How many hours the old secret signs beside the new one, 0 to 168; 24 by default. 0 drops all older ones at once, also during a rotation. */
  overlapHours?: number | null | undefined;
};

/** An endpoint to make, or all of one that is to change. */
export type SaveWebhookEndpointInput = {
  /** The client whose it is. A key has its own alone. */
  clientId: string;
  /** What it is for, at most 200 characters; empty if left out. */
  description?: string | null | undefined;
  /** The endpoint to change; left out: a new one is made. */
  endpointId?: string | null | undefined;
  /** Give the same key when you repeat a request: one endpoint is made. Its secret is shown by the first answer alone. */
  idempotencyKey?: string | null | undefined;
  /** What it is to be told of; at least one. */
  kinds: Array<WebhookKindName>;
  /** Where messages are posted: https, a host of the public internet, port 443 or 8443, no name or password; at most 2048 characters. */
  url: string;
};

/** Whether a customer may charge. */
export type SetCustomerBlockedInput = {
  /** True: chargers refuse what they show. False: they accept it again. */
  blocked: boolean;
  /** Id of the customer. */
  customerId: string;
};

/** An endpoint to switch on or off. */
export type SetWebhookEndpointEnabledInput = {
  /** Whether messages are sent to it. */
  enabled: boolean;
  /** Id of the endpoint. */
  endpointId: string;
};

/** Where to charge, and what. */
export type StartChargingInput = {
  /** The connector the vehicle is or will be plugged into. */
  connectorId: string;
  /** For this customer of yours, for partners and keys with `chargers:command`; left out: for yourself. */
  customerId?: string | null | undefined;
  /** What was blocked for it by authorisePayment: good for one start at its connector. Needed where the connector has a `preauthorization`, unless you pay later. The session stops before it costs more. */
  holdId?: string | null | undefined;
  /** The same key again starts nothing and gives the same session. */
  idempotencyKey: string;
  /** What the session is to reach; see progress. */
  target?: ChargingTargetInput | null | undefined;
  /** A vehicle of your own; its battery tells how long charging takes. */
  vehicleId?: string | null | undefined;
};

/** Whom a station is for. */
export type StationAccess =
  /** Customers of the place: guests of a hotel, shoppers. */
  | 'CUSTOMERS'
  /** Nobody but those its operator knows. Searches and lists do not show it to others. */
  | 'PRIVATE'
  /** Everybody. */
  | 'PUBLIC';

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

/** What to stop. */
export type StopChargingInput = {
  /** The session. */
  sessionId: string;
};

/** An endpoint to try. */
export type TestWebhookEndpointInput = {
  /** Id of the endpoint. */
  endpointId: string;
};

/** Which connector. */
export type UnlockConnectorInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** From 1, which it is without it. */
  connectorNumber?: number | null | undefined;
  /** Its EVSE, from 1. */
  evseNumber: number;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
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

/** A customer, and what is to change. What is left out stays; null takes it away. */
export type UpdateCustomerInput = {
  /** Id of the customer. */
  customerId: string;
  /** Their address. */
  email?: string | null | undefined;
  /** Their name. */
  name?: string | null | undefined;
};

/** What to change of a station; what is left out or null stays. */
export type UpdateStationInput = {
  /** Whom it is for; a new station is for everybody without it. */
  access?: StationAccess | null | undefined;
  /** Street and number. */
  address?: string | null | undefined;
  /** City or town. */
  city?: string | null | undefined;
  /** ISO 3166-1 alpha-2 code. */
  country?: string | null | undefined;
  /** What is there or close to it; this takes the place of what was said before. */
  facilities?: Array<Facility> | null | undefined;
  /** When one gets in. Without it a station counts as open. */
  hours?: OpeningHoursInput | null | undefined;
  /** Where it stands. */
  location?: LocationInput | null | undefined;
  /** Its name for people. */
  name?: string | null | undefined;
  /** Whether bills of its sessions need signed meter values that are good, from begin to end. A session without them is held. */
  signedMeterRequired?: boolean | null | undefined;
  /** The station. */
  stationId: string;
  /** IANA name, e.g. Europe/Berlin. */
  timeZone?: string | null | undefined;
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

/** Why nothing is sent to an endpoint. */
export type WebhookDisabledBecause =
  /** An administrator has switched it off, and alone switches it on again. */
  | 'ADMIN'
  /** It has failed for days without one success. */
  | 'FAILING'
  /** It has answered 410. */
  | 'GONE'
  /** Its owner is no partner any more, or is blocked. */
  | 'NO_PARTNER'
  /** Its partner has switched it off. */
  | 'PARTNER';

/** A kind of fact that an endpoint can want. `webhookKinds` says what each is. */
export type WebhookKindName =
  /** `fault.reported`: A driver says that something is wrong with a connector of yours. */
  | 'FAULT_REPORTED'
  /** `fault.resolved`: A report of a fault is closed. */
  | 'FAULT_RESOLVED'
  /** `id-token.changed`: What a customer of yours charges with was issued, blocked, let in again, or changed otherwise. */
  | 'ID_TOKEN_CHANGED'
  /** `record.issued`: A charge detail record of your station or of your customer. One that takes another back names it in `creditOf` and has the negative amount. */
  | 'RECORD_ISSUED'
  /** `reservation.changed`: A slot at one of your stations was booked, moved, used, cancelled, or is over. The highest `version` of a reservation holds. */
  | 'RESERVATION_CHANGED'
  /** `session.completed`: A session at one of your stations has ended. It is told again, whole, when its charger corrects it, also where you have handed the station over since. */
  | 'SESSION_COMPLETED'
  /** `session.started`: A session at one of your stations has begun. `session.completed` follows it, also where this comes late or not at all: a session whose connector is not known when it begins is told by its end alone. */
  | 'SESSION_STARTED'
  /** `station.availability-changed`: The availability of one of your stations has changed: read it in the graph. It comes at most once in ten seconds for a station, and tells of all changes since. */
  | 'STATION_AVAILABILITY_CHANGED'
  /** `station.saved`: One of your stations was made or changed; it is told whole. */
  | 'STATION_SAVED';

/** What became of a message. */
export type WebhookMessageState =
  /** It was answered by 2xx. */
  | 'DELIVERED'
  /** It was not sent: the client was revoked, or may not read this any more. */
  | 'DROPPED'
  /** Its last try has failed, or it was the oldest of more than 10000 that waited. `replayWebhooks` sends it again. */
  | 'FAILED'
  /** It waits for its first or next try. */
  | 'WAITING';

/** Which messages are sent again. */
export type WebhookReplayWhich =
  /** Also those that did. */
  | 'ALL'
  /** Those that never arrived. */
  | 'FAILED';

export type PartnerChargeDetailRecordsQueryVariables = Exact<{
  filter?: ChargeDetailRecordFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerChargeDetailRecordsQuery = { chargeDetailRecords: { edges: Array<{ node: { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, vatPercent: number | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PartnerChargeDetailRecordTableQueryVariables = Exact<{
  filter?: ChargeDetailRecordFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerChargeDetailRecordTableQuery = { chargeDetailRecordTable: { csv: string, next: string | null } };

export type PartnerBillingTotalsQueryVariables = Exact<{
  input: BillingTotalsInput;
}>;


export type PartnerBillingTotalsQuery = { billingTotals: Array<{ day: string, startsAt: string, endsAt: string, bills: number, credits: number, energyWh: number, creditedEnergyWh: number, currency: string, costExclVat: string, payable: string }> };

export type PartnerRegisterStationMutationVariables = Exact<{
  input: RegisterStationInput;
}>;


export type PartnerRegisterStationMutation = { registerStation: { password: string | null, station: { id: string, identity: string | null, name: string, evses: Array<{ id: string, number: number, evseId: string, connectors: Array<{ id: string, number: number }> }> } } };

export type PartnerUpdateStationMutationVariables = Exact<{
  input: UpdateStationInput;
}>;


export type PartnerUpdateStationMutation = { updateStation: { id: string, name: string, access: StationAccess } };

export type PartnerRetireStationMutationVariables = Exact<{
  input: RetireStationInput;
}>;


export type PartnerRetireStationMutation = { retireStation: { id: string, retiredAt: string | null } };

export type PartnerChargersQueryVariables = Exact<{
  filter?: ChargePointFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerChargersQuery = { chargePoints: { edges: Array<{ node: { id: string, identity: string, bootedAt: string | null, connection: { since: string, ocppVersion: OcppVersion } | null, connectors: Array<{ evseNumber: number, connectorNumber: number, status: ChargePointConnectorStatus, errorCode: string | null, at: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PartnerChargerCommandsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerChargerCommandsQuery = { chargePoint: { id: string, uptime: Array<{ days: number, share: number | null }>, commands: { edges: Array<{ node: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, sentAt: string | null, settledAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PartnerCommandQueryVariables = Exact<{
  id: string;
}>;


export type PartnerCommandQuery = { chargePointCommand: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, sentAt: string | null, settledAt: string | null } | null };

export type PartnerResetChargerMutationVariables = Exact<{
  input: ResetChargePointInput;
}>;


export type PartnerResetChargerMutation = { resetChargePoint: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, sentAt: string | null, settledAt: string | null } };

export type PartnerUnlockConnectorMutationVariables = Exact<{
  input: UnlockConnectorInput;
}>;


export type PartnerUnlockConnectorMutation = { unlockConnector: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, sentAt: string | null, settledAt: string | null } };

export type PartnerChangeAvailabilityMutationVariables = Exact<{
  input: ChangeAvailabilityInput;
}>;


export type PartnerChangeAvailabilityMutation = { changeAvailability: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, sentAt: string | null, settledAt: string | null } };

export type PartnerCommandFragment = { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, sentAt: string | null, settledAt: string | null };

export type PartnerSessionQueryVariables = Exact<{
  id: string;
}>;


export type PartnerSessionQuery = { chargingSession: { id: string, status: ChargingSessionStatus, startedAt: string | null, endedAt: string | null, energyWh: number, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string }, connector: { id: string, standard: ConnectorStandard } | null, chargeDetailRecord: { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null } | null };

export type PartnerChargeDetailRecordQueryVariables = Exact<{
  id: string;
}>;


export type PartnerChargeDetailRecordQuery = { chargeDetailRecord: { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, station: { id: string, name: string }, connector: { id: string, standard: ConnectorStandard }, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null };

export type PartnerStationSessionsQueryVariables = Exact<{
  filter?: ChargingSessionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerStationSessionsQuery = { chargingSessions: { totalCount: number, edges: Array<{ node: { id: string, status: ChargingSessionStatus, startedAt: string | null, endedAt: string | null, energyWh: number, held: boolean, station: { id: string, name: string }, chargeDetailRecord: { id: string, sessionId: string, revision: number, creditOf: string | null, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PartnerStopChargingMutationVariables = Exact<{
  input: StopChargingInput;
}>;


export type PartnerStopChargingMutation = { stopCharging: { id: string, status: ChargingSessionStatus } };

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

export type PartnerCustomersQueryVariables = Exact<{
  filter?: CustomerFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PartnerCustomersQuery = { customers: { edges: Array<{ node: { id: string, reference: string, name: string | null, email: string | null, blockedAt: string | null, createdAt: string, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PartnerCreateCustomerMutationVariables = Exact<{
  input: CreateCustomerInput;
}>;


export type PartnerCreateCustomerMutation = { createCustomer: { customer: { id: string, reference: string, name: string | null, email: string | null, blockedAt: string | null, createdAt: string, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null }> } } };

export type PartnerUpdateCustomerMutationVariables = Exact<{
  input: UpdateCustomerInput;
}>;


export type PartnerUpdateCustomerMutation = { updateCustomer: { customer: { id: string, reference: string, name: string | null, email: string | null, blockedAt: string | null, createdAt: string, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null }> } } };

export type PartnerSetCustomerBlockedMutationVariables = Exact<{
  input: SetCustomerBlockedInput;
}>;


export type PartnerSetCustomerBlockedMutation = { setCustomerBlocked: { customer: { id: string, reference: string, name: string | null, email: string | null, blockedAt: string | null, createdAt: string, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null }> } } };

export type PartnerIssueCustomerIdTokenMutationVariables = Exact<{
  input: IssueCustomerIdTokenInput;
}>;


export type PartnerIssueCustomerIdTokenMutation = { issueCustomerIdToken: { id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null } };

export type PartnerBlockCustomerIdTokenMutationVariables = Exact<{
  input: BlockCustomerIdTokenInput;
}>;


export type PartnerBlockCustomerIdTokenMutation = { blockCustomerIdToken: { id: string, status: IdTokenStatus } };

export type PartnerStartChargingMutationVariables = Exact<{
  input: StartChargingInput;
}>;


export type PartnerStartChargingMutation = { startCharging: { id: string, status: ChargingSessionStatus, customer: { id: string } | null } };

export type PartnerCustomerFragment = { id: string, reference: string, name: string | null, email: string | null, blockedAt: string | null, createdAt: string, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null }> };

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

export type BillTotalsQueryVariables = Exact<{
  input: BillingTotalsInput;
}>;


export type BillTotalsQuery = { billingTotals: Array<{ day: string, bills: number, credits: number, energyWh: number, creditedEnergyWh: number, currency: string, costExclVat: string, payable: string }> };

export type BillsPageQueryVariables = Exact<{
  filter: ChargeDetailRecordFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type BillsPageQuery = { chargeDetailRecords: { edges: Array<{ node: { id: string, creditOf: string | null, issuedAt: string, totalEnergyWh: number, totalCostExclVat: { amount: string, currency: string }, totalCostInclVat: { amount: string, currency: string } | null, customer: { id: string, reference: string } | null, station: { id: string, name: string, timeZone: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type InvoicesPageQueryVariables = Exact<{
  filter: InvoiceFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type InvoicesPageQuery = { invoices: { edges: Array<{ node: { id: string, kind: InvoiceKind, number: string, issuedOn: string, buyerName: string | null, creditOfNumber: string | null, sandbox: boolean, pdfUrl: string, xmlUrl: string, total: { amount: string, currency: string }, vat: { amount: string, currency: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BillsTableQueryVariables = Exact<{
  filter: ChargeDetailRecordFilter;
  after?: string | null | undefined;
}>;


export type BillsTableQuery = { chargeDetailRecordTable: { csv: string, next: string | null } };

export type InvoicesTableQueryVariables = Exact<{
  filter: InvoiceFilter;
  after?: string | null | undefined;
}>;


export type InvoicesTableQuery = { invoiceTable: { csv: string, next: string | null } };

export type KeysPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type KeysPageQuery = { apiClients: { edges: Array<{ node: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, keys: Array<{ id: string, prefix: string, createdAt: string, expiresAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClientNamesQueryVariables = Exact<{
  partnerId: string;
}>;


export type ClientNamesQuery = { apiClients: { edges: Array<{ node: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, revokedAt: string | null } }> } };

export type OperationsPageQueryVariables = Exact<{
  clientId: string;
  first: number;
  after?: string | null | undefined;
}>;


export type OperationsPageQuery = { apiClient: { id: string, revokedAt: string | null, manifests: { edges: Array<{ node: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type VersionViewQueryVariables = Exact<{
  clientId: string;
  version: string;
  from?: string | null | undefined;
}>;


export type VersionViewQuery = { apiClient: { id: string, manifest: { version: string, state: ApiManifestState, operationCount: number, bytes: number, uploadedAt: string, activatedAt: string | null, retiredAt: string | null, problems: Array<{ operation: string, message: string }>, changes: { unchanged: number, added: Array<{ name: string, kind: ApiOperationKind, hash: string, body: string }>, removed: Array<{ name: string, kind: ApiOperationKind, hash: string, body: string }>, changed: Array<{ before: { name: string, kind: ApiOperationKind, hash: string, body: string }, after: { name: string, kind: ApiOperationKind, hash: string, body: string } }> } | null } | null } | null };

export type VersionOperationsQueryVariables = Exact<{
  clientId: string;
  version: string;
  first: number;
  after?: string | null | undefined;
}>;


export type VersionOperationsQuery = { apiClient: { id: string, manifest: { version: string, operations: { edges: Array<{ node: { name: string, kind: ApiOperationKind, hash: string, body: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null } | null };

export type OperationShownFragment = { name: string, kind: ApiOperationKind, hash: string, body: string };

export type StartPageQueryVariables = Exact<{
  clientId: string;
}>;


export type StartPageQuery = { apiClient: { id: string, name: string, sandbox: boolean, keys: Array<{ id: string, prefix: string }>, manifests: { edges: Array<{ node: { version: string, state: ApiManifestState, operations: { edges: Array<{ node: { name: string, kind: ApiOperationKind, hash: string } }> } } }> }, calls: { edges: Array<{ node: { at: string, operation: string, code: string | null, requestId: string | null } }> } } | null };

export type StationOfPartnerFragment = { id: string, name: string, address: string, city: string, identity: string | null, online: boolean, lastSeenAt: string | null, timeZone: string, evses: Array<{ id: string, number: number, connectors: Array<{ id: string, status: ConnectorStatus, maxPowerW: number }> }> };

export type StationsPageQueryVariables = Exact<{
  filter: StationFilter;
  first: number;
  after?: string | null | undefined;
}>;


export type StationsPageQuery = { stations: { edges: Array<{ node: { id: string, name: string, address: string, city: string, identity: string | null, online: boolean, lastSeenAt: string | null, timeZone: string, chargePoint: { id: string, uptime: Array<{ days: number, share: number | null }>, errors: { edges: Array<{ node: { id: string, evseNumber: number, connectorNumber: number, errorCode: string | null, errorInfo: string | null, beganAt: string } }> } } | null, evses: Array<{ id: string, number: number, connectors: Array<{ id: string, status: ConnectorStatus, maxPowerW: number }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationsPageLiveSubscriptionVariables = Exact<{
  ids: Array<string> | string;
}>;


export type StationsPageLiveSubscription = { stationsAvailability: { stations: Array<{ id: string, name: string, address: string, city: string, identity: string | null, online: boolean, lastSeenAt: string | null, timeZone: string, evses: Array<{ id: string, number: number, connectors: Array<{ id: string, status: ConnectorStatus, maxPowerW: number }> }> }> } };

export type UsagePageQueryVariables = Exact<{
  clientId: string;
  from: string;
  to: string;
  filter: ApiCallFilter;
  first: number;
}>;


export type UsagePageQuery = { apiClient: { id: string, requestsPerHour: number, requestsPerDay: number, today: Array<{ day: string, calls: number }>, usageByDay: Array<{ day: string, calls: number, errors: number, p50Ms: number, p95Ms: number }>, usageByOperation: Array<{ operation: string, calls: number, errors: number, p50Ms: number, p95Ms: number }>, errors: Array<{ code: string, calls: number }>, calls: { edges: Array<{ node: { at: string, operation: string, code: string | null, ms: number, addressBlock: string | null, requestId: string | null } }>, pageInfo: { hasNextPage: boolean } } } | null };

export type WebhookShownFragment = { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, client: { id: string, name: string }, messages: { edges: Array<{ node: { id: string, kind: string, sequence: number, state: WebhookMessageState, createdAt: string, nextAt: string | null, body: string, attempts: Array<{ at: string, status: number | null, failure: string | null, ms: number, answer: string }> } }>, pageInfo: { hasNextPage: boolean } }, secrets: Array<{ publicKey: string, expiresAt: string | null }> };

export type WebhookMessageShownFragment = { id: string, kind: string, sequence: number, state: WebhookMessageState, createdAt: string, nextAt: string | null, body: string, attempts: Array<{ at: string, status: number | null, failure: string | null, ms: number, answer: string }> };

export type WebhookPageMessagesQueryVariables = Exact<{
  id: string;
  state?: WebhookMessageState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type WebhookPageMessagesQuery = { webhookEndpoint: { id: string, messages: { edges: Array<{ node: { id: string, kind: string, sequence: number, state: WebhookMessageState, createdAt: string, nextAt: string | null, body: string, attempts: Array<{ at: string, status: number | null, failure: string | null, ms: number, answer: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type WebhookPageQueryVariables = Exact<{
  id: string;
  state?: WebhookMessageState | null | undefined;
  first: number;
}>;


export type WebhookPageQuery = { webhookEndpoint: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, client: { id: string, name: string }, messages: { edges: Array<{ node: { id: string, kind: string, sequence: number, state: WebhookMessageState, createdAt: string, nextAt: string | null, body: string, attempts: Array<{ at: string, status: number | null, failure: string | null, ms: number, answer: string }> } }>, pageInfo: { hasNextPage: boolean } }, secrets: Array<{ publicKey: string, expiresAt: string | null }> } | null };

export type WebhookPageLiveSubscriptionVariables = Exact<{
  id: string;
  state?: WebhookMessageState | null | undefined;
  first: number;
}>;


export type WebhookPageLiveSubscription = { webhookEndpointUpdated: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, client: { id: string, name: string }, messages: { edges: Array<{ node: { id: string, kind: string, sequence: number, state: WebhookMessageState, createdAt: string, nextAt: string | null, body: string, attempts: Array<{ at: string, status: number | null, failure: string | null, ms: number, answer: string }> } }>, pageInfo: { hasNextPage: boolean } }, secrets: Array<{ publicKey: string, expiresAt: string | null }> } };

export type WebhooksPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type WebhooksPageQuery = { webhookEndpoints: { edges: Array<{ node: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, client: { id: string, name: string }, secrets: Array<{ publicKey: string, expiresAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

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

export type WebhookKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type WebhookKindsQuery = { webhookKinds: Array<{ name: string, version: number, about: string, scope: string | null, dataSchema: Readonly<Record<string, unknown>>, example: Readonly<Record<string, unknown>> }> };

export type EndpointFragment = { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, secrets: Array<{ publicKey: string, expiresAt: string | null }> };

export type WebhookEndpointsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type WebhookEndpointsQuery = { webhookEndpoints: { edges: Array<{ node: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, secrets: Array<{ publicKey: string, expiresAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WebhookMessagesQueryVariables = Exact<{
  id: string;
  state?: WebhookMessageState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type WebhookMessagesQuery = { webhookEndpoint: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, messages: { edges: Array<{ node: { id: string, kind: string, sequence: number, state: WebhookMessageState, createdAt: string, nextAt: string | null, body: string, attempts: Array<{ at: string, status: number | null, failure: string | null, ms: number, answer: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, secrets: Array<{ publicKey: string, expiresAt: string | null }> } | null };

export type SaveWebhookEndpointMutationVariables = Exact<{
  input: SaveWebhookEndpointInput;
}>;


export type SaveWebhookEndpointMutation = { saveWebhookEndpoint: { secret: string | null, endpoint: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, secrets: Array<{ publicKey: string, expiresAt: string | null }> } } };

export type RotateWebhookSecretMutationVariables = Exact<{
  input: RotateWebhookSecretInput;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string | null, endpoint: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, secrets: Array<{ publicKey: string, expiresAt: string | null }> } } };

export type SetWebhookEndpointEnabledMutationVariables = Exact<{
  input: SetWebhookEndpointEnabledInput;
}>;


export type SetWebhookEndpointEnabledMutation = { setWebhookEndpointEnabled: { endpoint: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, secrets: Array<{ publicKey: string, expiresAt: string | null }> } } };

export type TestWebhookEndpointMutationVariables = Exact<{
  input: TestWebhookEndpointInput;
}>;


export type TestWebhookEndpointMutation = { testWebhookEndpoint: { message: { id: string, state: WebhookMessageState, body: string } } };

export type ReplayWebhooksMutationVariables = Exact<{
  input: ReplayWebhooksInput;
}>;


export type ReplayWebhooksMutation = { replayWebhooks: { replay: { id: string, total: number, replayed: number, finishedAt: string | null } } };

export type DeleteWebhookEndpointMutationVariables = Exact<{
  input: DeleteWebhookEndpointInput;
}>;


export type DeleteWebhookEndpointMutation = { deleteWebhookEndpoint: { endpointId: string } };

export type WebhookEndpointUpdatedSubscriptionVariables = Exact<{
  endpointId: string;
}>;


export type WebhookEndpointUpdatedSubscription = { webhookEndpointUpdated: { id: string, url: string, description: string, kinds: Array<WebhookKindName>, disabledAt: string | null, disabledBecause: WebhookDisabledBecause | null, failingSince: string | null, waiting: number, secrets: Array<{ publicKey: string, expiresAt: string | null }> } };

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
export const PartnerCommandFragmentDoc = new TypedDocumentString(`
    fragment PartnerCommand on ChargePointCommand {
  id
  kind
  state
  status
  message
  sentAt
  settledAt
}
    `, {"fragmentName":"PartnerCommand"}) as unknown as TypedDocumentString<PartnerCommandFragment, unknown>;
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
export const PartnerCustomerFragmentDoc = new TypedDocumentString(`
    fragment PartnerCustomer on Customer {
  id
  reference
  name
  email
  blockedAt
  createdAt
  idTokens {
    id
    value
    type
    status
    expiresAt
  }
}
    `, {"fragmentName":"PartnerCustomer"}) as unknown as TypedDocumentString<PartnerCustomerFragment, unknown>;
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
export const OperationShownFragmentDoc = new TypedDocumentString(`
    fragment OperationShown on ApiOperation {
  name
  kind
  hash
  body
}
    `, {"fragmentName":"OperationShown"}) as unknown as TypedDocumentString<OperationShownFragment, unknown>;
export const StationOfPartnerFragmentDoc = new TypedDocumentString(`
    fragment StationOfPartner on Station {
  id
  name
  address
  city
  identity
  online
  lastSeenAt
  timeZone
  evses {
    id
    number
    connectors {
      id
      status
      maxPowerW
    }
  }
}
    `, {"fragmentName":"StationOfPartner"}) as unknown as TypedDocumentString<StationOfPartnerFragment, unknown>;
export const EndpointFragmentDoc = new TypedDocumentString(`
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}
    `, {"fragmentName":"Endpoint"}) as unknown as TypedDocumentString<EndpointFragment, unknown>;
export const WebhookMessageShownFragmentDoc = new TypedDocumentString(`
    fragment WebhookMessageShown on WebhookMessage {
  id
  kind
  sequence
  state
  createdAt
  nextAt
  body
  attempts {
    at
    status
    failure
    ms
    answer
  }
}
    `, {"fragmentName":"WebhookMessageShown"}) as unknown as TypedDocumentString<WebhookMessageShownFragment, unknown>;
export const WebhookShownFragmentDoc = new TypedDocumentString(`
    fragment WebhookShown on WebhookEndpoint {
  ...Endpoint
  client {
    id
    name
  }
  messages(state: $state, first: $first) {
    edges {
      node {
        ...WebhookMessageShown
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    fragment WebhookMessageShown on WebhookMessage {
  id
  kind
  sequence
  state
  createdAt
  nextAt
  body
  attempts {
    at
    status
    failure
    ms
    answer
  }
}
fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"fragmentName":"WebhookShown"}) as unknown as TypedDocumentString<WebhookShownFragment, unknown>;
export const PartnerChargeDetailRecordsDocument = new TypedDocumentString(`
    query PartnerChargeDetailRecords($filter: ChargeDetailRecordFilter, $first: Int, $after: String) {
  chargeDetailRecords(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...PartnerBill
        costLines {
          type
          quantity
          billedQuantity
          price
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
      }
    }
    pageInfo {
      hasNextPage
      endCursor
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
}`, {"hash":"sha256:d774fe7097b41d318a11e3add51f92594d72003baffbc87b88141993d156266a"}) as unknown as TypedDocumentString<PartnerChargeDetailRecordsQuery, PartnerChargeDetailRecordsQueryVariables>;
export const PartnerChargeDetailRecordTableDocument = new TypedDocumentString(`
    query PartnerChargeDetailRecordTable($filter: ChargeDetailRecordFilter, $after: String) {
  chargeDetailRecordTable(filter: $filter, after: $after) {
    csv
    next
  }
}
    `, {"hash":"sha256:500a1913b2a39d82eecd714487d3a912cfafc17d2a15a23c0f8de398fdc4e7f0"}) as unknown as TypedDocumentString<PartnerChargeDetailRecordTableQuery, PartnerChargeDetailRecordTableQueryVariables>;
export const PartnerBillingTotalsDocument = new TypedDocumentString(`
    query PartnerBillingTotals($input: BillingTotalsInput!) {
  billingTotals(input: $input) {
    day
    startsAt
    endsAt
    bills
    credits
    energyWh
    creditedEnergyWh
    currency
    costExclVat
    payable
  }
}
    `, {"hash":"sha256:20f7773d5f1e773ff9b1a4de328bd3551c1d03e31c0337c93fbaf955bbdfc3fb"}) as unknown as TypedDocumentString<PartnerBillingTotalsQuery, PartnerBillingTotalsQueryVariables>;
export const PartnerRegisterStationDocument = new TypedDocumentString(`
    mutation PartnerRegisterStation($input: RegisterStationInput!) {
  registerStation(input: $input) {
    password
    station {
      id
      identity
      name
      evses {
        id
        number
        evseId
        connectors {
          id
          number
        }
      }
    }
  }
}
    `, {"hash":"sha256:358929d7b1b56f05c76e8af18389f31b861624284ba5e3ac43cc37918f5f873d"}) as unknown as TypedDocumentString<PartnerRegisterStationMutation, PartnerRegisterStationMutationVariables>;
export const PartnerUpdateStationDocument = new TypedDocumentString(`
    mutation PartnerUpdateStation($input: UpdateStationInput!) {
  updateStation(input: $input) {
    id
    name
    access
  }
}
    `, {"hash":"sha256:0a62d7006e12d0c1e9710f6730c3dc826a9143e879f4bfddbcbe37313f7b8d9c"}) as unknown as TypedDocumentString<PartnerUpdateStationMutation, PartnerUpdateStationMutationVariables>;
export const PartnerRetireStationDocument = new TypedDocumentString(`
    mutation PartnerRetireStation($input: RetireStationInput!) {
  retireStation(input: $input) {
    id
    retiredAt
  }
}
    `, {"hash":"sha256:fa948a94a0c72807cf73f983afbd8b4695d51f7a43bcce1415a522d870e775cf"}) as unknown as TypedDocumentString<PartnerRetireStationMutation, PartnerRetireStationMutationVariables>;
export const PartnerChargersDocument = new TypedDocumentString(`
    query PartnerChargers($filter: ChargePointFilter, $first: Int, $after: String) {
  chargePoints(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        identity
        connection {
          since
          ocppVersion
        }
        bootedAt
        connectors {
          evseNumber
          connectorNumber
          status
          errorCode
          at
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:86f2d13959befa832a366efdbfcade8ab30cf35f6f3a2f20b65f76ee1f0463a1"}) as unknown as TypedDocumentString<PartnerChargersQuery, PartnerChargersQueryVariables>;
export const PartnerChargerCommandsDocument = new TypedDocumentString(`
    query PartnerChargerCommands($id: UUID!, $first: Int, $after: String) {
  chargePoint(id: $id) {
    id
    uptime {
      days
      share
    }
    commands(first: $first, after: $after) {
      edges {
        node {
          ...PartnerCommand
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment PartnerCommand on ChargePointCommand {
  id
  kind
  state
  status
  message
  sentAt
  settledAt
}`, {"hash":"sha256:4af4e2ac50b245a561ef4987b456515306ade011b64bccaed1046e586f54e824"}) as unknown as TypedDocumentString<PartnerChargerCommandsQuery, PartnerChargerCommandsQueryVariables>;
export const PartnerCommandDocument = new TypedDocumentString(`
    query PartnerCommand($id: UUID!) {
  chargePointCommand(id: $id) {
    ...PartnerCommand
  }
}
    fragment PartnerCommand on ChargePointCommand {
  id
  kind
  state
  status
  message
  sentAt
  settledAt
}`, {"hash":"sha256:c46146e95d7f61a0ee90c3a2770bbf2206753f1f2ef2edb01d6be65d1a26e699"}) as unknown as TypedDocumentString<PartnerCommandQuery, PartnerCommandQueryVariables>;
export const PartnerResetChargerDocument = new TypedDocumentString(`
    mutation PartnerResetCharger($input: ResetChargePointInput!) {
  resetChargePoint(input: $input) {
    ...PartnerCommand
  }
}
    fragment PartnerCommand on ChargePointCommand {
  id
  kind
  state
  status
  message
  sentAt
  settledAt
}`, {"hash":"sha256:60336d1902a714d9c72d91544e5c16ecb1e0358ba13adb474253aec9cd3c9a6e"}) as unknown as TypedDocumentString<PartnerResetChargerMutation, PartnerResetChargerMutationVariables>;
export const PartnerUnlockConnectorDocument = new TypedDocumentString(`
    mutation PartnerUnlockConnector($input: UnlockConnectorInput!) {
  unlockConnector(input: $input) {
    ...PartnerCommand
  }
}
    fragment PartnerCommand on ChargePointCommand {
  id
  kind
  state
  status
  message
  sentAt
  settledAt
}`, {"hash":"sha256:ac633a3c5d8ae83fd1beef4de2843daeef51a00651619bdfd8a47a6e2e3a8cc2"}) as unknown as TypedDocumentString<PartnerUnlockConnectorMutation, PartnerUnlockConnectorMutationVariables>;
export const PartnerChangeAvailabilityDocument = new TypedDocumentString(`
    mutation PartnerChangeAvailability($input: ChangeAvailabilityInput!) {
  changeAvailability(input: $input) {
    ...PartnerCommand
  }
}
    fragment PartnerCommand on ChargePointCommand {
  id
  kind
  state
  status
  message
  sentAt
  settledAt
}`, {"hash":"sha256:70b2c15f1bb18cac4568fe4d7de78e56f87fc87779ae29052e0661628ea07c55"}) as unknown as TypedDocumentString<PartnerChangeAvailabilityMutation, PartnerChangeAvailabilityMutationVariables>;
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
export const PartnerStationSessionsDocument = new TypedDocumentString(`
    query PartnerStationSessions($filter: ChargingSessionFilter, $first: Int, $after: String) {
  chargingSessions(filter: $filter, first: $first, after: $after) {
    totalCount
    edges {
      node {
        id
        status
        startedAt
        endedAt
        energyWh
        held
        station {
          id
          name
        }
        chargeDetailRecord {
          ...PartnerBill
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
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
}`, {"hash":"sha256:c5ea17b9baa1c7a319381bedee51ad4a0077f30f123e9e271a31f2aa3de1af4d"}) as unknown as TypedDocumentString<PartnerStationSessionsQuery, PartnerStationSessionsQueryVariables>;
export const PartnerStopChargingDocument = new TypedDocumentString(`
    mutation PartnerStopCharging($input: StopChargingInput!) {
  stopCharging(input: $input) {
    id
    status
  }
}
    `, {"hash":"sha256:66d80af60b961026ca209c573a1b54a2d26646bd51f968b6e46f6569888dffb6"}) as unknown as TypedDocumentString<PartnerStopChargingMutation, PartnerStopChargingMutationVariables>;
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
export const PartnerCustomersDocument = new TypedDocumentString(`
    query PartnerCustomers($filter: CustomerFilter, $first: Int, $after: String) {
  customers(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...PartnerCustomer
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PartnerCustomer on Customer {
  id
  reference
  name
  email
  blockedAt
  createdAt
  idTokens {
    id
    value
    type
    status
    expiresAt
  }
}`, {"hash":"sha256:a3874b6a1efdd43a3bd30596917f7794c2314e82456ef59b5be2b8e614967009"}) as unknown as TypedDocumentString<PartnerCustomersQuery, PartnerCustomersQueryVariables>;
export const PartnerCreateCustomerDocument = new TypedDocumentString(`
    mutation PartnerCreateCustomer($input: CreateCustomerInput!) {
  createCustomer(input: $input) {
    customer {
      ...PartnerCustomer
    }
  }
}
    fragment PartnerCustomer on Customer {
  id
  reference
  name
  email
  blockedAt
  createdAt
  idTokens {
    id
    value
    type
    status
    expiresAt
  }
}`, {"hash":"sha256:d6aa4a6315e3ca6f280be53cecadf0e851452da9bac12ae6b168a927e5e671c4"}) as unknown as TypedDocumentString<PartnerCreateCustomerMutation, PartnerCreateCustomerMutationVariables>;
export const PartnerUpdateCustomerDocument = new TypedDocumentString(`
    mutation PartnerUpdateCustomer($input: UpdateCustomerInput!) {
  updateCustomer(input: $input) {
    customer {
      ...PartnerCustomer
    }
  }
}
    fragment PartnerCustomer on Customer {
  id
  reference
  name
  email
  blockedAt
  createdAt
  idTokens {
    id
    value
    type
    status
    expiresAt
  }
}`, {"hash":"sha256:fb09f8654bc5c43fbc3cad218544a551ba32430e3a547d614ae053acec39d014"}) as unknown as TypedDocumentString<PartnerUpdateCustomerMutation, PartnerUpdateCustomerMutationVariables>;
export const PartnerSetCustomerBlockedDocument = new TypedDocumentString(`
    mutation PartnerSetCustomerBlocked($input: SetCustomerBlockedInput!) {
  setCustomerBlocked(input: $input) {
    customer {
      ...PartnerCustomer
    }
  }
}
    fragment PartnerCustomer on Customer {
  id
  reference
  name
  email
  blockedAt
  createdAt
  idTokens {
    id
    value
    type
    status
    expiresAt
  }
}`, {"hash":"sha256:84541c259e461ba6819aabd2c8acb0e94fde384f81d0dbeae172348865089573"}) as unknown as TypedDocumentString<PartnerSetCustomerBlockedMutation, PartnerSetCustomerBlockedMutationVariables>;
export const PartnerIssueCustomerIdTokenDocument = new TypedDocumentString(`
    mutation PartnerIssueCustomerIdToken($input: IssueCustomerIdTokenInput!) {
  issueCustomerIdToken(input: $input) {
    id
    value
    type
    status
    expiresAt
  }
}
    `, {"hash":"sha256:27ea59af6e6e50228cd1203ffa6a06a8fb94fd5e7fe738f7a4e10528aaf82fd2"}) as unknown as TypedDocumentString<PartnerIssueCustomerIdTokenMutation, PartnerIssueCustomerIdTokenMutationVariables>;
export const PartnerBlockCustomerIdTokenDocument = new TypedDocumentString(`
    mutation PartnerBlockCustomerIdToken($input: BlockCustomerIdTokenInput!) {
  blockCustomerIdToken(input: $input) {
    id
    status
  }
}
    `, {"hash":"sha256:b7a15006c7e4371d2d7184dd8eca66e540021f70f9a8ab7a3835acefe61df8de"}) as unknown as TypedDocumentString<PartnerBlockCustomerIdTokenMutation, PartnerBlockCustomerIdTokenMutationVariables>;
export const PartnerStartChargingDocument = new TypedDocumentString(`
    mutation PartnerStartCharging($input: StartChargingInput!) {
  startCharging(input: $input) {
    id
    status
    customer {
      id
    }
  }
}
    `, {"hash":"sha256:f156e83e33f26cc07f984f19feab773a61748315c7c890c77a72d399832aad84"}) as unknown as TypedDocumentString<PartnerStartChargingMutation, PartnerStartChargingMutationVariables>;
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
export const BillTotalsDocument = new TypedDocumentString(`
    query BillTotals($input: BillingTotalsInput!) {
  billingTotals(input: $input) {
    day
    bills
    credits
    energyWh
    creditedEnergyWh
    currency
    costExclVat
    payable
  }
}
    `, {"hash":"sha256:ce047d19b165bcb303afaec6639fa7c4588ebe1e80875a2e8cc734c3c864657b"}) as unknown as TypedDocumentString<BillTotalsQuery, BillTotalsQueryVariables>;
export const BillsPageDocument = new TypedDocumentString(`
    query BillsPage($filter: ChargeDetailRecordFilter!, $first: Int!, $after: String) {
  chargeDetailRecords(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        creditOf
        issuedAt
        totalEnergyWh
        totalCostExclVat {
          amount
          currency
        }
        totalCostInclVat {
          amount
          currency
        }
        customer {
          id
          reference
        }
        station {
          id
          name
          timeZone
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:cee4a3ac676702e5723e0588415b792173746df8ae2f7a45761ca956dc80deb6"}) as unknown as TypedDocumentString<BillsPageQuery, BillsPageQueryVariables>;
export const InvoicesPageDocument = new TypedDocumentString(`
    query InvoicesPage($filter: InvoiceFilter!, $first: Int!, $after: String) {
  invoices(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        kind
        number
        issuedOn
        buyerName
        total {
          amount
          currency
        }
        vat {
          amount
          currency
        }
        creditOfNumber
        sandbox
        pdfUrl
        xmlUrl
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:695229908c32398d02f27eb8163d99dfefe388ee00aacb9052a29b2aa789b7e5"}) as unknown as TypedDocumentString<InvoicesPageQuery, InvoicesPageQueryVariables>;
export const BillsTableDocument = new TypedDocumentString(`
    query BillsTable($filter: ChargeDetailRecordFilter!, $after: String) {
  chargeDetailRecordTable(filter: $filter, after: $after) {
    csv
    next
  }
}
    `, {"hash":"sha256:9535772be93034e621803f54249d2c03d602422c8df3b79673573356fddd6e36"}) as unknown as TypedDocumentString<BillsTableQuery, BillsTableQueryVariables>;
export const InvoicesTableDocument = new TypedDocumentString(`
    query InvoicesTable($filter: InvoiceFilter!, $after: String) {
  invoiceTable(filter: $filter, after: $after) {
    csv
    next
  }
}
    `, {"hash":"sha256:9d0ee9ca45adf39ab23f3b1c140cb45e294305ef3fd026dd4ab42e7bd5af034e"}) as unknown as TypedDocumentString<InvoicesTableQuery, InvoicesTableQueryVariables>;
export const KeysPageDocument = new TypedDocumentString(`
    query KeysPage($first: Int!, $after: String) {
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
}`, {"hash":"sha256:68f0648cd69e1dde8ace6730bd2d6331ab4e3012f776a58477e64d767213ae3e"}) as unknown as TypedDocumentString<KeysPageQuery, KeysPageQueryVariables>;
export const ClientNamesDocument = new TypedDocumentString(`
    query ClientNames($partnerId: UUID!) {
  apiClients(partnerId: $partnerId, first: 100) {
    edges {
      node {
        id
        name
        sandbox
        scopes
        revokedAt
      }
    }
  }
}
    `, {"hash":"sha256:7718b8be7236ed664be47c7f1b8bdbd7ce681ff15befb281873842694abe2274"}) as unknown as TypedDocumentString<ClientNamesQuery, ClientNamesQueryVariables>;
export const OperationsPageDocument = new TypedDocumentString(`
    query OperationsPage($clientId: UUID!, $first: Int!, $after: String) {
  apiClient(id: $clientId) {
    id
    revokedAt
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
}`, {"hash":"sha256:d23f0abd2e6cea02bc54c99be472b97260ddb4b4b1084e45b39009a78b80e427"}) as unknown as TypedDocumentString<OperationsPageQuery, OperationsPageQueryVariables>;
export const VersionViewDocument = new TypedDocumentString(`
    query VersionView($clientId: UUID!, $version: String!, $from: String) {
  apiClient(id: $clientId) {
    id
    manifest(version: $version) {
      ...PartnerManifest
      problems {
        operation
        message
      }
      changes(from: $from) {
        added {
          ...OperationShown
        }
        removed {
          ...OperationShown
        }
        changed {
          before {
            ...OperationShown
          }
          after {
            ...OperationShown
          }
        }
        unchanged
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
}
fragment OperationShown on ApiOperation {
  name
  kind
  hash
  body
}`, {"hash":"sha256:16d3aa8bb3fb85d97679008628d3de707d02627df8a98a56d7b1f191fdef62ce"}) as unknown as TypedDocumentString<VersionViewQuery, VersionViewQueryVariables>;
export const VersionOperationsDocument = new TypedDocumentString(`
    query VersionOperations($clientId: UUID!, $version: String!, $first: Int!, $after: String) {
  apiClient(id: $clientId) {
    id
    manifest(version: $version) {
      version
      operations(first: $first, after: $after) {
        edges {
          node {
            ...OperationShown
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
    fragment OperationShown on ApiOperation {
  name
  kind
  hash
  body
}`, {"hash":"sha256:b1245876e613f14ac7296a609bae48460149e6d2576e90039c7452a455a16c89"}) as unknown as TypedDocumentString<VersionOperationsQuery, VersionOperationsQueryVariables>;
export const StartPageDocument = new TypedDocumentString(`
    query StartPage($clientId: UUID!) {
  apiClient(id: $clientId) {
    id
    name
    sandbox
    keys {
      id
      prefix
    }
    manifests(first: 50) {
      edges {
        node {
          version
          state
          operations(first: 20) {
            edges {
              node {
                name
                kind
                hash
              }
            }
          }
        }
      }
    }
    calls(first: 1) {
      edges {
        node {
          at
          operation
          code
          requestId
        }
      }
    }
  }
}
    `, {"hash":"sha256:31f5ff6759952b07b7bec580f7d72439a72aed79cbea8f6578d4a7aaafc0fe0f"}) as unknown as TypedDocumentString<StartPageQuery, StartPageQueryVariables>;
export const StationsPageDocument = new TypedDocumentString(`
    query StationsPage($filter: StationFilter!, $first: Int!, $after: String) {
  stations(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...StationOfPartner
        chargePoint {
          id
          uptime {
            days
            share
          }
          errors(open: true, first: 5) {
            edges {
              node {
                id
                evseNumber
                connectorNumber
                errorCode
                errorInfo
                beganAt
              }
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
    fragment StationOfPartner on Station {
  id
  name
  address
  city
  identity
  online
  lastSeenAt
  timeZone
  evses {
    id
    number
    connectors {
      id
      status
      maxPowerW
    }
  }
}`, {"hash":"sha256:8137731aaca7ce428911baf9d426c6815749899955ead2fa8f1dc945e18696fd"}) as unknown as TypedDocumentString<StationsPageQuery, StationsPageQueryVariables>;
export const StationsPageLiveDocument = new TypedDocumentString(`
    subscription StationsPageLive($ids: [UUID!]!) {
  stationsAvailability(input: {stationIds: $ids}) {
    stations {
      ...StationOfPartner
    }
  }
}
    fragment StationOfPartner on Station {
  id
  name
  address
  city
  identity
  online
  lastSeenAt
  timeZone
  evses {
    id
    number
    connectors {
      id
      status
      maxPowerW
    }
  }
}`, {"hash":"sha256:e29245021b112ee3a82d50aafae807a4dacf80a44c3405754646131315560b90"}) as unknown as TypedDocumentString<StationsPageLiveSubscription, StationsPageLiveSubscriptionVariables>;
export const UsagePageDocument = new TypedDocumentString(`
    query UsagePage($clientId: UUID!, $from: String!, $to: String!, $filter: ApiCallFilter!, $first: Int!) {
  apiClient(id: $clientId) {
    id
    requestsPerHour
    requestsPerDay
    today: usageByDay(from: $to, to: $to) {
      day
      calls
    }
    usageByDay(from: $from, to: $to) {
      day
      calls
      errors
      p50Ms
      p95Ms
    }
    usageByOperation(from: $from, to: $to) {
      operation
      calls
      errors
      p50Ms
      p95Ms
    }
    errors(from: $from, to: $to) {
      code
      calls
    }
    calls(filter: $filter, first: $first) {
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
      }
    }
  }
}
    `, {"hash":"sha256:ec68b0cd13ef7abbf15c7a8c0abf68f61a9fc019032720ea5a47b3d27216f119"}) as unknown as TypedDocumentString<UsagePageQuery, UsagePageQueryVariables>;
export const WebhookPageMessagesDocument = new TypedDocumentString(`
    query WebhookPageMessages($id: UUID!, $state: WebhookMessageState, $first: Int!, $after: String) {
  webhookEndpoint(id: $id) {
    id
    messages(state: $state, first: $first, after: $after) {
      edges {
        node {
          ...WebhookMessageShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment WebhookMessageShown on WebhookMessage {
  id
  kind
  sequence
  state
  createdAt
  nextAt
  body
  attempts {
    at
    status
    failure
    ms
    answer
  }
}`, {"hash":"sha256:8f6a910cb93cdf6c8836b6b930526e74b1f995aba837fcfcbda84bbc42ccfa56"}) as unknown as TypedDocumentString<WebhookPageMessagesQuery, WebhookPageMessagesQueryVariables>;
export const WebhookPageDocument = new TypedDocumentString(`
    query WebhookPage($id: UUID!, $state: WebhookMessageState, $first: Int!) {
  webhookEndpoint(id: $id) {
    ...WebhookShown
  }
}
    fragment WebhookShown on WebhookEndpoint {
  ...Endpoint
  client {
    id
    name
  }
  messages(state: $state, first: $first) {
    edges {
      node {
        ...WebhookMessageShown
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
fragment WebhookMessageShown on WebhookMessage {
  id
  kind
  sequence
  state
  createdAt
  nextAt
  body
  attempts {
    at
    status
    failure
    ms
    answer
  }
}
fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:a923b252521d22249f79c02143a7522ea89e8d5b52c79e2358c5bce86000b37e"}) as unknown as TypedDocumentString<WebhookPageQuery, WebhookPageQueryVariables>;
export const WebhookPageLiveDocument = new TypedDocumentString(`
    subscription WebhookPageLive($id: UUID!, $state: WebhookMessageState, $first: Int!) {
  webhookEndpointUpdated(endpointId: $id) {
    ...WebhookShown
  }
}
    fragment WebhookShown on WebhookEndpoint {
  ...Endpoint
  client {
    id
    name
  }
  messages(state: $state, first: $first) {
    edges {
      node {
        ...WebhookMessageShown
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
fragment WebhookMessageShown on WebhookMessage {
  id
  kind
  sequence
  state
  createdAt
  nextAt
  body
  attempts {
    at
    status
    failure
    ms
    answer
  }
}
fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:5bd3f82e823293fbac1739f7c07a3baaa49220106107a9344ffd405c0cfbf7e1"}) as unknown as TypedDocumentString<WebhookPageLiveSubscription, WebhookPageLiveSubscriptionVariables>;
export const WebhooksPageDocument = new TypedDocumentString(`
    query WebhooksPage($first: Int!, $after: String) {
  webhookEndpoints(first: $first, after: $after) {
    edges {
      node {
        ...Endpoint
        client {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:0f27f56ca11347f257f8ba14c4592ac44062f93821cb9c46c1a28f386e7a71a2"}) as unknown as TypedDocumentString<WebhooksPageQuery, WebhooksPageQueryVariables>;
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
export const WebhookKindsDocument = new TypedDocumentString(`
    query WebhookKinds {
  webhookKinds {
    name
    version
    about
    scope
    dataSchema
    example
  }
}
    `, {"hash":"sha256:b07eb8043fe3c7d67ae7af7e3adbaaf423e8823c3a906b32420b55c5b92482c4"}) as unknown as TypedDocumentString<WebhookKindsQuery, WebhookKindsQueryVariables>;
export const WebhookEndpointsDocument = new TypedDocumentString(`
    query WebhookEndpoints($first: Int!, $after: String) {
  webhookEndpoints(first: $first, after: $after) {
    edges {
      node {
        ...Endpoint
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:03c2129b21fcc00c1625d96b8db730ca1e039f07107938dd45f2ed4aef1bd97e"}) as unknown as TypedDocumentString<WebhookEndpointsQuery, WebhookEndpointsQueryVariables>;
export const WebhookMessagesDocument = new TypedDocumentString(`
    query WebhookMessages($id: UUID!, $state: WebhookMessageState, $first: Int!, $after: String) {
  webhookEndpoint(id: $id) {
    ...Endpoint
    messages(state: $state, first: $first, after: $after) {
      edges {
        node {
          id
          kind
          sequence
          state
          createdAt
          nextAt
          body
          attempts {
            at
            status
            failure
            ms
            answer
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
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:9fccffcbfa0b08459bcd01c91b4a9c79b55747936c46f570022db67520af50b0"}) as unknown as TypedDocumentString<WebhookMessagesQuery, WebhookMessagesQueryVariables>;
export const SaveWebhookEndpointDocument = new TypedDocumentString(`
    mutation SaveWebhookEndpoint($input: SaveWebhookEndpointInput!) {
  saveWebhookEndpoint(input: $input) {
    endpoint {
      ...Endpoint
    }
    secret
  }
}
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:48fd712e1ca171abe2b4de983573c4d63e4cb2f962eac809d323ee3da426b605"}) as unknown as TypedDocumentString<SaveWebhookEndpointMutation, SaveWebhookEndpointMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
  rotateWebhookSecret(input: $input) {
    endpoint {
      ...Endpoint
    }
    secret
  }
}
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:667fe95cd1863c59193a5138969e22e2e183c93f922458dc9534d14a85ad517f"}) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const SetWebhookEndpointEnabledDocument = new TypedDocumentString(`
    mutation SetWebhookEndpointEnabled($input: SetWebhookEndpointEnabledInput!) {
  setWebhookEndpointEnabled(input: $input) {
    endpoint {
      ...Endpoint
    }
  }
}
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:b5f47cb2da1640d571be54ccbc0f990a1d28f44330fba34dff91b3368994f2cd"}) as unknown as TypedDocumentString<SetWebhookEndpointEnabledMutation, SetWebhookEndpointEnabledMutationVariables>;
export const TestWebhookEndpointDocument = new TypedDocumentString(`
    mutation TestWebhookEndpoint($input: TestWebhookEndpointInput!) {
  testWebhookEndpoint(input: $input) {
    message {
      id
      state
      body
    }
  }
}
    `, {"hash":"sha256:233a45d3b434b4cc7b7f19c769afe4c78200e84bcbc979e42000bf43664d1035"}) as unknown as TypedDocumentString<TestWebhookEndpointMutation, TestWebhookEndpointMutationVariables>;
export const ReplayWebhooksDocument = new TypedDocumentString(`
    mutation ReplayWebhooks($input: ReplayWebhooksInput!) {
  replayWebhooks(input: $input) {
    replay {
      id
      total
      replayed
      finishedAt
    }
  }
}
    `, {"hash":"sha256:aa97940f61fa6faf1582baae56f20910e8615d937c8586fb0a2d4a6e9382e12f"}) as unknown as TypedDocumentString<ReplayWebhooksMutation, ReplayWebhooksMutationVariables>;
export const DeleteWebhookEndpointDocument = new TypedDocumentString(`
    mutation DeleteWebhookEndpoint($input: DeleteWebhookEndpointInput!) {
  deleteWebhookEndpoint(input: $input) {
    endpointId
  }
}
    `, {"hash":"sha256:fc796f6d6d17546d53060e965cf5f206455c94673def9ffd49affb735fce5809"}) as unknown as TypedDocumentString<DeleteWebhookEndpointMutation, DeleteWebhookEndpointMutationVariables>;
export const WebhookEndpointUpdatedDocument = new TypedDocumentString(`
    subscription WebhookEndpointUpdated($endpointId: UUID!) {
  webhookEndpointUpdated(endpointId: $endpointId) {
    ...Endpoint
  }
}
    fragment Endpoint on WebhookEndpoint {
  id
  url
  description
  kinds
  disabledAt
  disabledBecause
  failingSince
  waiting
  secrets {
    publicKey
    expiresAt
  }
}`, {"hash":"sha256:5b550200b6aaf8e144dfd0550cd44dfba8a10b36b35b0cbdcee1e625a7df271b"}) as unknown as TypedDocumentString<WebhookEndpointUpdatedSubscription, WebhookEndpointUpdatedSubscriptionVariables>;