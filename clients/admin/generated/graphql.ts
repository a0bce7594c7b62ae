/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which run to give up. */
export type AbandonChargePointRunInput = {
  /** The run. */
  runId: string;
};

/** How far the deletion of an account is. */
export type AccountDeletionState =
  /** The user stays. */
  | 'CANCELLED'
  /** Every part of the platform is asked whether something is in the way. */
  | 'CHECKING'
  /** The account is gone. */
  | 'DONE'
  /** Something is in the way that the user has to end first. The account is as it was. */
  | 'REFUSED'
  /** It happens on its day, unless the user signs in again before. */
  | 'SCHEDULED'
  /** Its day has come, and something has to end first: a session and its bill. */
  | 'WAITING';

/** A new connector of an EVSE. */
export type AddConnectorInput = {
  /** What it is. */
  connector: RegisterConnectorInput;
  /** The EVSE. */
  evseId: string;
  /** Its number at the EVSE, as the charger has it. Numbers of retired ones are not given again. */
  number: number;
};

/** A new EVSE of a station. */
export type AddEvseInput = {
  /** Its connectors; their numbers follow the order. */
  connectors: Array<RegisterConnectorInput>;
  /** Its eMI3 id, e.g. DE*EVG*E000001*2; no other EVSE may have it. */
  evseId: string;
  /** The station. */
  stationId: string;
};

/** A site to add. Currents are amperes of each phase. */
export type AddSiteInput = {
  /** What the building is taken to draw while its meter says nothing. */
  buildingA?: number | null | undefined;
  /** What each car is kept to when nothing is heard of us. */
  fallbackA?: number;
  /** The same key again adds nothing and gives the same site. */
  idempotencyKey: string;
  /** The least that a car gets, or it waits. */
  leastA?: number;
  /** What the connection can carry. */
  limitA: number;
  /** Its name, 1 to 200 characters. */
  name: string;
  /** 1 or 3. */
  phases?: number;
  /** What is to be kept free. */
  reserveA?: number;
  /** Volts between a phase and neutral. */
  voltage?: number;
};

/** Whom an adjustment is for. */
export type AdjustmentBeneficiary =
  /** An operator: what the platform owes it. */
  | 'OPERATOR'
  /** A user: into the wallet, or out of it. */
  | 'USER';

/** What became of an adjustment. */
export type AdjustmentState =
  /** It is booked. */
  | 'APPROVED'
  /** Nobody decided in time. */
  | 'EXPIRED'
  /** Somebody else must decide. */
  | 'PROPOSED'
  /** It is not. */
  | 'REJECTED'
  /** Whoever proposed it took it back. */
  | 'WITHDRAWN';

/** Something to say. */
export type AnnounceInput = {
  /** Repeat it when you repeat the request: it is said once. */
  idempotencyKey: string;
  /** What it is; left out, NEWS: who has not given the consent MARKETING is not told. */
  kind?: AnnouncementKind | null | undefined;
  /** A path of the clients that it leads to, from /. */
  link?: string | null | undefined;
  /** All who have this role; left out: everybody. */
  role?: AnnouncementAudience | null | undefined;
  /** By language, each once; English must be there, for who reads none of the others. */
  texts: Array<AnnouncementTextInput>;
};

/** Who is told: all who have a role. */
export type AnnouncementAudience =
  /** Admins. */
  | 'ADMIN'
  /** Drivers. */
  | 'DRIVER'
  /** Operators. */
  | 'OPERATOR'
  /** Partners. */
  | 'PARTNER'
  /** Reviewers. */
  | 'REVIEWER';

/** What an announcement is, and so whom it may be told. */
export type AnnouncementKind =
  /** News and offers. Only who has given the consent MARKETING is told. */
  | 'NEWS'
  /** What users must know of the platform, e.g. of its terms or of an outage. Everybody is told. */
  | 'SERVICE';

/** How far an announcement is. */
export type AnnouncementState =
  /** It was called off; who had been told has been told. */
  | 'CANCELLED'
  /** Everybody was told. */
  | 'DONE'
  /** People are being told. */
  | 'RUNNING';

/** An announcement in one language. */
export type AnnouncementTextInput = {
  /** The rest of it, up to 2000 characters. */
  body: string;
  /** The language. */
  language: TextLanguage;
  /** One line, up to 120 characters. */
  title: string;
};

/** What the bank is told. It takes one answer. */
export type AnswerDisputeInput = {
  /** The dispute. */
  disputeId: string;
  /** Public links or names of documents, at most 20. */
  documents: Array<string>;
  /** What happened, in words. */
  text: string;
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

/** Which payout, and where to. */
export type ApprovePayoutInput = {
  /** The account that it goes to, as `Payout.account` shows it: to another one it is not sent. */
  account: string;
  /** Its id. */
  payoutId: string;
};

/** How much a report of the device model tells. */
export type BaseReport =
  /** All that can be changed. */
  | 'CONFIGURATION'
  /** All. */
  | 'FULL'
  /** What matters for its availability. */
  | 'SUMMARY';

/** Which corrections; what is left out does not narrow the list. */
export type BillCorrectionFilter = {
  /** Of this session. */
  sessionId?: string | null | undefined;
  /** In one of these states. */
  state?: Array<BillCorrectionState> | null | undefined;
  /** Of sessions at this station. */
  stationId?: string | null | undefined;
};

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

/** Which bills; what is left out does not narrow the list. */
export type BillFilter = {
  /** Of this operator's stations; an operator sees only their own. */
  operatorId?: string | null | undefined;
  /** In one of these states. */
  state?: Array<BillState> | null | undefined;
  /** Of this user; only admins may ask so. */
  userId?: string | null | undefined;
};

/** How far a bill is paid. */
export type BillState =
  /** It is to be paid, and nobody takes the money by themselves. */
  | 'OPEN'
  /** The money could not be had. It is tried again after 1, 3 and 7 days; after 14 its user cannot charge. */
  | 'OVERDUE'
  /** Nothing is due. */
  | 'PAID'
  /** A payment is under way. */
  | 'PAYING'
  /** Nobody waits for it any more. */
  | 'WRITTEN_OFF';

/** A time for which an EVSE is not to be booked. */
export type BlockEvseInput = {
  /** True: the slots that drivers have then are cancelled, without a fee. Otherwise they stand in the way. */
  cancelBooked?: boolean | null | undefined;
  /** Which EVSE. */
  evseId: string;
  /** From when on. */
  from: string;
  /** The same key again blocks nothing more. */
  idempotencyKey: string;
  /** What it is for, up to 500 characters. Drivers do not see it. */
  note?: string | null | undefined;
  /** Until when; at most 366 days later. */
  until: string;
};

/** An identity that must not charge any more. */
export type BlockIdTokenInput = {
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

/** How far a bulk command is. */
export type BulkCommandState =
  /** It was called off. Commands on their way are still answered. */
  | 'CANCELLED'
  /** Every charger was asked, or was waited for long enough. */
  | 'DONE'
  /** Nobody is asked until it is resumed; `message` says why. */
  | 'PAUSED'
  /** Chargers are asked, one after the other. */
  | 'RUNNING';

/** What takes an EVSE. */
export type CalendarKind =
  /** The operator has blocked it. */
  | 'BLOCK'
  /** A driver’s slot. */
  | 'BOOKING';

/** What to call off. */
export type CancelAnnouncementInput = {
  /** Id of the announcement. */
  announcementId: string;
};

/** A slot to cancel. */
export type CancelBookingInput = {
  /** Which one. */
  reservationId: string;
};

/** Which bulk command to call off. */
export type CancelBulkCommandInput = {
  /** The bulk command. */
  bulkCommandId: string;
};

/** Which command to call off. */
export type CancelChargePointCommandInput = {
  /** The command. */
  commandId: string;
};

/** Which reservation. */
export type CancelReservationInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Its id. */
  reservationId: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** How a certificate is named (RFC 6960). */
export type CertificateHashAlgorithm =
  /** SHA-256. */
  | 'SHA256'
  /** SHA-384. */
  | 'SHA384'
  /** SHA-512. */
  | 'SHA512';

/** What an authority's certificate in a charger is for. */
export type CertificateUse =
  /** The charger knows this platform by it. */
  | 'CSMS_ROOT'
  /** The charger checks new firmware by it. */
  | 'MANUFACTURER_ROOT'
  /** The charger checks contracts of drivers by it (ISO 15118). Not in OCPP 1.6. */
  | 'MO_ROOT'
  /** Vehicles know the charger by it (ISO 15118). Not in OCPP 1.6. */
  | 'V2G_ROOT';

/** What is decided of a chain. */
export type ChainDecisionInput = {
  /** Its number. */
  chainId: number;
  /** Why, 1 to 500 characters; it is kept in the audit. */
  reason: string;
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

/** A setting and its new value. */
export type ChangeConfigurationInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Its name. Secrets, like AuthorizationKey, are not changed this way. */
  key: string;
  /** Its value, as text. */
  value: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which commands; what is left out does not matter. */
export type ChargePointCommandFilter = {
  /** What was asked. */
  kind?: ChargePointCommandKind | null | undefined;
  /** How far it is. */
  state?: ChargePointCommandState | null | undefined;
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

/** Which log of a charger. */
export type ChargePointLogType =
  /** What it has collected. Only in OCPP 2.1. */
  | 'DATA_COLLECTOR'
  /** What helps to find a fault. */
  | 'DIAGNOSTICS'
  /** Its security events. */
  | 'SECURITY';

/** Who said it. */
export type ChargePointMessageDirection =
  /** The charger. */
  | 'IN'
  /** The platform. */
  | 'OUT';

/** Which frames; what is left out does not matter. */
export type ChargePointMessageFilter = {
  /** The action, of calls and their answers. */
  action?: string | null | undefined;
  /** Who said it. */
  direction?: ChargePointMessageDirection | null | undefined;
  /** Then or later. */
  from?: string | null | undefined;
  /** What kind of frame. */
  kind?: ChargePointMessageKind | null | undefined;
  /** The message id, of a call and its answer. */
  messageId?: string | null | undefined;
  /** A part of the text, large or small letters. It is looked for in the newest 50,000 that fit else: name a time to look further back. */
  text?: string | null | undefined;
  /** Before then. */
  until?: string | null | undefined;
};

/** What kind of frame it is (OCPP-J). */
export type ChargePointMessageKind =
  /** Something is asked or told; it is answered. */
  | 'CALL'
  /** An error as the answer. */
  | 'ERROR'
  /** A text that is no frame. */
  | 'MALFORMED'
  /** An answer. */
  | 'RESULT'
  /** An answer could not be used. Only in OCPP 2.1. */
  | 'RESULT_ERROR'
  /** Something is told; it is not answered. Only in OCPP 2.1. */
  | 'SEND';

/** How a reservation at a charger is. */
export type ChargePointReservationState =
  /** The charger holds it. */
  | 'ACCEPTED'
  /** It was called off. */
  | 'CANCELLED'
  /** Its time is over. */
  | 'EXPIRED'
  /** The charger said no, or was not reached; `status` has its word. */
  | 'REFUSED'
  /** The charger has given it up. */
  | 'REMOVED'
  /** The charger has not answered yet. */
  | 'REQUESTED'
  /** No answer came, so nobody knows whether the charger holds it. */
  | 'UNANSWERED'
  /** A transaction has begun on it. */
  | 'USED';

/** How far long work of a charger is. */
export type ChargePointRunState =
  /** It was called off, or given up. */
  | 'CANCELLED'
  /** It is done. */
  | 'DONE'
  /** It came to nothing; `message` says why. */
  | 'FAILED'
  /** The charger has not answered yet. */
  | 'REQUESTED'
  /** The charger has taken it. Its own words are in `statuses`. */
  | 'RUNNING'
  /** The charger has said nothing of it for too long. What it says later still counts. */
  | 'TIMED_OUT';

/** Why a session never began, or a charger was not stopped. */
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

/** A limit that holds until the next period. */
export type ChargingProfilePeriodInput = {
  /** The most, in the unit of the profile, to one digit after the point; what is finer is cut off. */
  limit: number;
  /** How many phases may be used, 1 to 3; all without it. */
  phases?: number | null | undefined;
  /** Its start in seconds from that of the first, which is 0. */
  startSeconds: number;
};

/** What a charging profile limits. */
export type ChargingProfilePurpose =
  /** Imposed by others, e.g. the grid. It is only read, from chargers of OCPP 2.x. */
  | 'EXTERNAL'
  /** What is generated on the spot adds to it. Only in OCPP 2.1. */
  | 'LOCAL_GENERATION'
  /** A transaction that a driver has given priority. Only in OCPP 2.1. */
  | 'PRIORITY'
  /** The whole charger. */
  | 'STATION_MAX'
  /** One transaction. */
  | 'TX'
  /** Each transaction that has no profile of its own. */
  | 'TX_DEFAULT';

/** How often periods begin again. */
export type ChargingProfileRepeats =
  /** Each day. */
  | 'DAILY'
  /** Each week. */
  | 'WEEKLY';

/** In what limits are given. */
export type ChargingRateUnit =
  /** Amperes, of each phase. */
  | 'A'
  /** Watts, of all phases together. */
  | 'W';

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

/** What a check says. */
export type CheckOutcome =
  /** It cannot be accepted. */
  | 'FAIL'
  /** A person should look. */
  | 'FLAG'
  /** In order. */
  | 'PASS'
  /** Nothing to go by. */
  | 'UNKNOWN';

/** Which case; the oldest where nothing is said. */
export type ClaimReviewInput = {
  /** The case; left out, the oldest. */
  caseId?: string | null | undefined;
  /** Only cases of this kind. */
  kind?: ReviewKind | null | undefined;
  /** Only photos for this purpose. */
  purpose?: PhotoPurpose | null | undefined;
};

/** Whose memory is emptied. */
export type ClearCacheInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which profiles go: all that fit. What is left out does not matter. */
export type ClearChargingProfilesInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The EVSE, from 1; 0: those of the whole charger. */
  evseNumber?: number | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** One profile by its id, e.g. of another system that the charger belonged to before. Nothing else is named then. */
  profileId?: number | null | undefined;
  /** What they limit. */
  purpose?: ChargingProfilePurpose | null | undefined;
  /** Their level. */
  stackLevel?: number | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which message is to go. */
export type ClearDisplayMessageInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Its number at this charger. */
  number: number;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which monitor is to go. */
export type ClearVariableMonitorInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** The number that the charger has given it. */
  number: number;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** A variable of a component of a charger, by the names of OCPP 2.x. */
export type ComponentVariableInput = {
  /** Name of the component; 50 characters at most. */
  component: string;
  /** Which of several. */
  componentInstance?: string | null | undefined;
  /** The connector it is of; the EVSE without it. */
  connectorNumber?: number | null | undefined;
  /** The EVSE it is of; the charger without it. */
  evseNumber?: number | null | undefined;
  /** Name of the variable; 50 characters at most. Left out, all of the component, where that makes sense. */
  variable?: string | null | undefined;
  /** Which of several. */
  variableInstance?: string | null | undefined;
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

/** A day of the week. */
export type DayOfWeek =
  /** Friday. */
  | 'FRIDAY'
  /** Monday. */
  | 'MONDAY'
  /** Saturday. */
  | 'SATURDAY'
  /** Sunday. */
  | 'SUNDAY'
  /** Thursday. */
  | 'THURSDAY'
  /** Tuesday. */
  | 'TUESDAY'
  /** Wednesday. */
  | 'WEDNESDAY';

/** What is decided on a proposal. */
export type DecideAdjustmentInput = {
  /** The adjustment. */
  adjustmentId: string;
  /** True: it is booked. False: it is not. */
  approve: boolean;
  /** Why; it is kept. */
  reason?: string | null | undefined;
};

/** What is decided on a proposal. */
export type DecideBillCorrectionInput = {
  /** True: it is billed so. False: it is not. */
  approve: boolean;
  /** The correction. */
  correctionId: string;
  /** Why; it is kept. */
  reason?: string | null | undefined;
};

/** A reviewer's word. */
export type DecideReviewInput = {
  /** The case, which you hold. */
  caseId: string;
  /** True to approve a reading that is below lastReading. It is kept, and the reading is refused as lower. */
  confirmBelowLast?: boolean | null | undefined;
  /** What you decide. */
  decision: ReviewVerdict;
  /** What happened to the instrument; SAME where it is left out. */
  instrument?: InstrumentChange | null | undefined;
  /** What you read, in whole units of the display, without a last digit that counts tenths; left out, the model's reading is right. Needed of a photo that was chosen by chance. */
  reading?: number | null | undefined;
  /** Why, as a code such as NOT_THE_CLAIM or REVIEWER_DECISION; needed to reject. */
  reasonCode?: string | null | undefined;
  /** Why, in words for the one who took the photo; the code's own sentence where it is left out. */
  reasonText?: string | null | undefined;
  /** Whether the last digit of the display counts tenths and is read like the others; false where a point separates it. Said together with the unit. */
  tenths?: boolean | null | undefined;
  /** What the display counts in. An approval must say it with tenths where displayNeeded is true, and of an instrument that was replaced. Left out otherwise, it is the driver's word. */
  unit?: DistanceUnit | null | undefined;
};

/** Which certificate, by the words of getInstalledCertificates. */
export type DeleteCertificateInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** How the other fields were made. */
  hashAlgorithm: CertificateHashAlgorithm;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Hash of the issuer's key. */
  issuerKeyHash: string;
  /** Hash of the issuer's name. */
  issuerNameHash: string;
  /** Its serial number. */
  serialNumber: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which image goes. */
export type DeleteFirmwareImageInput = {
  /** The image. */
  imageId: string;
};

/** How far a message is that goes out by a channel. It only goes forward. */
export type DeliveryState =
  /** It came back: the address takes nothing. */
  | 'BOUNCED'
  /** It has arrived, as far as the channel knows. */
  | 'DELIVERED'
  /** It was given up. */
  | 'FAILED'
  /** It waits: for its turn, for the end of quiet hours, for the digest, or for the next try. */
  | 'QUEUED'
  /** The channel's server has taken it. */
  | 'SENT'
  /** It was not sent, because it is not wanted or there is no way; `reason` says why. */
  | 'SUPPRESSED';

/** Which value of a variable. */
export type DeviceVariableAttributeType =
  /** What it is. */
  | 'ACTUAL'
  /** The most that it may be set to. */
  | 'MAX_SET'
  /** The least that it may be set to. */
  | 'MIN_SET'
  /** What it is to be. */
  | 'TARGET';

/** A variable of the device model. */
export type DeviceVariableInput = {
  /** Which value; ACTUAL without it. */
  attribute?: DeviceVariableAttributeType | null | undefined;
  /** Its component. */
  component: string;
  /** Which of several components. */
  componentInstance?: string | null | undefined;
  /** The connector of the component. */
  connectorNumber?: number | null | undefined;
  /** The EVSE of the component. */
  evseNumber?: number | null | undefined;
  /** Its name. */
  variable: string;
  /** Which of several variables. */
  variableInstance?: string | null | undefined;
};

/** A variable of the device model and its new value. */
export type DeviceVariableValueInput = {
  /** Which value; ACTUAL without it. */
  attribute?: DeviceVariableAttributeType | null | undefined;
  /** Its component. */
  component: string;
  /** Which of several components. */
  componentInstance?: string | null | undefined;
  /** The connector of the component. */
  connectorNumber?: number | null | undefined;
  /** The EVSE of the component. */
  evseNumber?: number | null | undefined;
  /** Its value, as text. */
  value: string;
  /** Its name. */
  variable: string;
  /** Which of several variables. */
  variableInstance?: string | null | undefined;
};

/** Which message to dismiss, and why. */
export type DismissQuarantinedMessageInput = {
  /** Id of its entry. */
  messageId: string;
  /** Why, for those who look later. */
  reason: string;
};

/** How the content of a message is read. */
export type DisplayMessageFormat =
  /** Plain text of ASCII. */
  | 'ASCII'
  /** HTML. */
  | 'HTML'
  /** The text of a QR code. Only in OCPP 2.1. */
  | 'QRCODE'
  /** The address of what is shown. */
  | 'URI'
  /** Plain text. */
  | 'UTF8';

/** When a message is shown beside others. */
export type DisplayMessagePriority =
  /** It alone, always; a charger has one at most. */
  | 'ALWAYS_FRONT'
  /** Before those of the normal cycle. */
  | 'IN_FRONT'
  /** In turn with the others. */
  | 'NORMAL_CYCLE';

/** A state of a charger while which a message is shown. */
export type DisplayMessageState =
  /** It charges. */
  | 'CHARGING'
  /** The vehicle feeds back. Only in OCPP 2.1. */
  | 'DISCHARGING'
  /** It has a fault. */
  | 'FAULTED'
  /** It is free. */
  | 'IDLE'
  /** Charging is paused. Only in OCPP 2.1. */
  | 'SUSPENDED'
  /** It is out of service. */
  | 'UNAVAILABLE';

/** A text in one language. */
export type DisplayTextInput = {
  /** ISO 639-1 code, e.g. nl. */
  language: string;
  /** The text, without markup. */
  text: string;
};

/** How far a dispute is. */
export type DisputeState =
  /** The money is gone: its payer owes it again. */
  | 'LOST'
  /** The bank wants to hear us, until `dueBy`. */
  | 'NEEDS_RESPONSE'
  /** The bank decides. */
  | 'UNDER_REVIEW'
  /** The money is ours again. */
  | 'WON';

/** What an odometer counts in. */
export type DistanceUnit =
  /** Kilometres. */
  | 'KM'
  /** Miles of 1,609.344 m. */
  | 'MI';

/** A campaign. */
export type DraftRewardCampaignInput = {
  /** What it may add in all. */
  budget: string;
  /** When it ends, in the future. */
  endsAt: string;
  /** In thousandths of what the rule gives, 1001 to 10,000. */
  factorPermille: number;
  /** Give the same key when you repeat a request: it is made once. */
  idempotencyKey: string;
  /** What it may add for one user. */
  perUser: string;
  /** What it may add for one user in a day (UTC). */
  perUserDay: string;
  /** What earns more. */
  rule: RewardRuleName;
  /** When it begins. */
  startsAt: string;
  /** IANA time zone of the windows. */
  timeZone: string;
  /** Its title, 1 to 100 characters. */
  title: string;
  /** When it holds in a week; empty: all the time. 20 at most. */
  windows: Array<RewardCampaignWindowInput>;
};

/** A new version of a rule. */
export type DraftRewardRuleInput = {
  /** What that many units earn; more than 0. */
  amount: string;
  /** What the rule may give all users in each period; not less than `maximum`. */
  budget: string;
  /** Give the same key when you repeat a request: the version is added once. */
  idempotencyKey: string;
  /** The most for one reward; not less than `amount`. */
  maximum: string;
  /** What is rewarded. */
  name: RewardRuleName;
  /** So many units of the rule (Wh, metres, deeds) earn `amount`, 1 to 1,000,000. */
  per: number;
  /** What the budget is for. */
  period: RewardBudgetPeriod;
  /** From when it is to hold, not in the past; from its publication when left out. */
  validFrom?: string | null | undefined;
};

/** Whose logins to end. */
export type EndLoginsInput = {
  /** End the login that asks as well. Standard: false. */
  thisToo?: boolean | null | undefined;
  /** Another user, for admins: all of theirs. Standard: your own. */
  userId?: string | null | undefined;
};

/** Which session to end, and why. */
export type EndSessionInput = {
  /** Why; kept in the audit log where an operator or admin ends it. */
  reason?: string | null | undefined;
  /** The session. */
  sessionId: string;
};

/** Where energy comes from. */
export type EnergyMixInput = {
  /** What making it leaves behind, each at most once. */
  impacts?: Array<EnvironmentalImpactInput> | null | undefined;
  /** True if all of it is from renewable sources. */
  isGreen: boolean;
  /** The supplier's name for it. */
  product?: string | null | undefined;
  /** Its sources, each at most once, 100 percent together at most. */
  sources?: Array<EnergyShareInput> | null | undefined;
  /** Who supplies it. */
  supplier?: string | null | undefined;
};

/** How much of the energy is of one source. */
export type EnergyShareInput = {
  /** Percent of the energy. */
  percentage: number;
  /** The source. */
  source: EnergySourceCategory;
};

/** What energy is made of, as in OCPI 2.2.1. */
export type EnergySourceCategory =
  /** Coal. */
  | 'COAL'
  /** Gas. */
  | 'GAS'
  /** Fossil fuel of any kind. */
  | 'GENERAL_FOSSIL'
  /** Renewable energy of any kind. */
  | 'GENERAL_GREEN'
  /** Nuclear power. */
  | 'NUCLEAR'
  /** The sun. */
  | 'SOLAR'
  /** Water. */
  | 'WATER'
  /** Wind. */
  | 'WIND';

/** What making energy leaves behind, as in OCPI 2.2.1. */
export type EnvironmentalImpactCategory =
  /** Carbon dioxide. */
  | 'CARBON_DIOXIDE'
  /** Nuclear waste. */
  | 'NUCLEAR_WASTE';

/** What a kilowatt-hour leaves behind. */
export type EnvironmentalImpactInput = {
  /** Of what. */
  category: EnvironmentalImpactCategory;
  /** Grams a kilowatt-hour. */
  gramsPerKwh: number;
};

/** Whose photos. */
export type ErasePhotosInput = {
  /** For admins: whose; left out, your own. */
  userId?: string | null | undefined;
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

/** What is wrong with a connector. */
export type FaultKind =
  /** It cannot be reached: a parked car, a building site. */
  | 'BLOCKED'
  /** The cable, plug, socket or screen is broken. */
  | 'BROKEN'
  /** Charging does not start. */
  | 'DOES_NOT_START'
  /** Something else; the text says what. */
  | 'OTHER'
  /** A card or payment is not taken. */
  | 'PAYMENT'
  /** What is shown here of it is wrong. */
  | 'WRONG_DATA';

/** Which reports; what is left out does not narrow the list. */
export type FaultReportFilter = {
  /** True: those that are open. False: those that are closed. */
  open?: boolean | null | undefined;
  /** At this station. */
  stationId?: string | null | undefined;
};

/** By what a charger knows that a firmware is its maker's. */
export type FirmwareSignatureInput = {
  /** Certificate of the key that has signed it, as PEM; 5,500 characters at most. */
  certificate: string;
  /** The signature, in base64; 800 characters at most. */
  signature: string;
};

/** Which report. */
export type GetBaseReportInput = {
  /** How much it tells. */
  base: BaseReport;
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Of what time, and where to. */
export type GetChargePointDiagnosticsInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** Only what is of this time or later. */
  from?: string | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Where the charger uploads it: an address with http, https, ftp, ftps or sftp, 512 characters at most. Left out, it is uploaded to us by HTTP, PUT or POST; we serve no FTP. A name and password in it are sent to the charger, and neither shown nor kept. */
  location?: string | null | undefined;
  /** How often the charger tries again; its own choice when left out. */
  retries?: number | null | undefined;
  /** Seconds between its tries; its own choice when left out. */
  retryIntervalSeconds?: number | null | undefined;
  /** Only what is of this time or earlier. */
  to?: string | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which log, of what time, and where to. */
export type GetChargePointLogInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** Only what is of this time or later. */
  from?: string | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Where the charger uploads it: an address with http, https, ftp, ftps or sftp, 512 characters at most. Left out, it is uploaded to us by HTTP, PUT or POST; we serve no FTP. A name and password in it are sent to the charger, and neither shown nor kept. */
  location?: string | null | undefined;
  /** How often the charger tries again; its own choice when left out. */
  retries?: number | null | undefined;
  /** Seconds between its tries; its own choice when left out. */
  retryIntervalSeconds?: number | null | undefined;
  /** Only what is of this time or earlier. */
  to?: string | null | undefined;
  /** Which log. */
  type: ChargePointLogType;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which profiles are reported: all that fit. What is left out does not matter. */
export type GetChargingProfilesInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The EVSE, from 1; 0: those of the whole charger. */
  evseNumber?: number | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Their ids, 1 to 100. Neither purpose, level nor sources are named then. */
  profileIds?: Array<number> | null | undefined;
  /** What they limit. */
  purpose?: ChargingProfilePurpose | null | undefined;
  /** Who has set them, 1 to 4 of CSO (this platform), EMS, SO and Other; OCPP 2.1 has further words. */
  sources?: Array<string> | null | undefined;
  /** Their level. */
  stackLevel?: number | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Of what, and for how long. */
export type GetCompositeScheduleInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** How long from now, in seconds. */
  durationSeconds: number;
  /** The EVSE, from 1; 0 for the whole charger. */
  evseNumber: number;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Of the answer; as the charger likes without it. */
  unit?: ChargingRateUnit | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which settings. */
export type GetConfigurationInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Their names, 50 at most; all without them. */
  keys?: Array<string> | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Whose messages. */
export type GetDisplayMessagesInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which certificates. */
export type GetInstalledCertificatesInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Those for this; all without it. OCPP 1.6 needs it. */
  use?: CertificateUse | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Whose list. */
export type GetLocalListVersionInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which monitors; all without both. */
export type GetMonitoringReportInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** Only these kinds. */
  criteria?: Array<MonitoringCriterion> | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Only those of this variable, or component. */
  of?: ComponentVariableInput | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which variables. */
export type GetVariablesInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** 1 to 50 of them. */
  variables: Array<DeviceVariableInput>;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** A role to give to a user. */
export type GrantRoleInput = {
  /** The role. */
  role: Role;
  /** Id of the user. */
  userId: string;
};

/** What is decided of a held reward. */
export type HeldRewardInput = {
  /** Why, 1 to 500 characters; it is kept in the audit. */
  reason: string;
  /** Id of the reward. */
  rewardId: string;
};

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

/** How parking after the charge is billed. */
export type IdleTermsInput = {
  /** The most that a session's PARKING_TIME costs. */
  cap?: PriceLimitInput | null | undefined;
  /** So long a vehicle that takes nothing more may stand before PARKING_TIME is billed; as the house has it when left out. */
  graceMinutes?: number | null | undefined;
  /** So long before parking is billed its driver is to be told. */
  noticeMinutes?: number | null | undefined;
};

/** Which certificate, and what for. */
export type InstallCertificateInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** The certificate, as PEM, 5,500 characters at most. */
  pem: string;
  /** What for. */
  use: CertificateUse;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** What happened to an odometer since its last reading. */
export type InstrumentChange =
  /** It was replaced. */
  | 'REPLACED'
  /** It has started again from 0. */
  | 'ROLLED_OVER'
  /** Nothing. */
  | 'SAME';

/** A language that invoices are written in (ISO 639-1). */
export type InvoiceLanguage =
  /** German. */
  | 'DE'
  /** English. */
  | 'EN'
  /** French. */
  | 'FR'
  /** Dutch. */
  | 'NL';

/** Whose list, and whether it is kept. */
export type KeepLocalListInput = {
  /** Id of the station whose charger it is. */
  chargePointId: string;
  /** True: it is kept in step. False: it is emptied and left alone. */
  kept: boolean;
};

/** A place on earth (WGS 84). */
export type LocationInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
};

/** By what somebody has signed in. */
export type LoginMethod =
  /** Nothing: a guest. */
  | 'GUEST'
  /** The link of a letter to the e-mail address. */
  | 'LETTER'
  /** Another provider that knows the user. */
  | 'OIDC'
  /** A passkey. */
  | 'PASSKEY'
  /** E-mail address and password. */
  | 'PASSWORD'
  /** A signature of a wallet. */
  | 'WALLET';

/** The most that energy may cost. */
export type MaxPriceInput = {
  /** Of a kilowatt-hour, in major units, VAT in. */
  amount: number;
  /** ISO 4217 code. Prices in another currency do not fit. */
  currency: string;
};

/** What a model does. */
export type ModelState =
  /** Verdicts stand on it. */
  | 'ACTIVE'
  /** It runs beside the ones in force, and its answers are only kept. */
  | 'SHADOW';

/** Monitors that a charger has by itself. */
export type MonitoringBase =
  /** All that its maker has put in. What was set stays. */
  | 'ALL'
  /** Those that it was delivered with. What was set goes. */
  | 'FACTORY_DEFAULT'
  /** None but those that cannot be taken away. What was set goes. */
  | 'HARD_WIRED_ONLY';

/** Which monitors are reported. */
export type MonitoringCriterion =
  /** Those that tell changes. */
  | 'DELTA'
  /** Those that tell every so many seconds. */
  | 'PERIODIC'
  /** Those with a threshold. */
  | 'THRESHOLD';

/** Which rewards go where. */
export type MoveUnpaidRewardsInput = {
  /** Number of the chain they are on. It is paused, or the configuration does not name it any more. */
  fromChainId: number;
  /** Why, 1 to 500 characters; it is kept in the audit. */
  reason: string;
  /** Number of the chain they go to. */
  toChainId: number;
};

/** Over which of its interfaces a charger connects. */
export type NetworkInterface =
  /** Wired interface 0. */
  | 'WIRED_0'
  /** Wired interface 1. */
  | 'WIRED_1'
  /** Wired interface 2. */
  | 'WIRED_2'
  /** Wired interface 3. */
  | 'WIRED_3'
  /** Wireless interface 0. */
  | 'WIRELESS_0'
  /** Wireless interface 1. */
  | 'WIRELESS_1'
  /** Wireless interface 2. */
  | 'WIRELESS_2'
  /** Wireless interface 3. */
  | 'WIRELESS_3';

/** By what somebody is told. */
export type NotificationChannel =
  /** A mail. */
  | 'EMAIL'
  /** A message on the device. */
  | 'PUSH'
  /** A text message to a number that was verified. */
  | 'SMS';

/** What exactly somebody was told. Each has texts of its own. */
export type NotificationTopic =
  /** The platform has something to say to everybody. */
  | 'ANNOUNCEMENT'
  /** An appeal was decided. */
  | 'APPEAL_DECIDED'
  /** A bill or a receipt is there. */
  | 'BILL'
  /** Several chargers have been away for a while, told in one. */
  | 'CHARGERS_OFFLINE'
  /** A charger has been away for a while. */
  | 'CHARGER_OFFLINE'
  /** A charge has ended. */
  | 'CHARGING_COMPLETE'
  /** A charge could not begin, or broke off. */
  | 'CHARGING_FAILED'
  /** What was blocked for a charge is nearly used up, or is. */
  | 'CHARGING_LIMIT'
  /** A charge has begun. */
  | 'CHARGING_STARTED'
  /** The e-mail address is another one. */
  | 'EMAIL_CHANGED'
  /** Somebody else’s slot begins soon, or has begun, where one charges. */
  | 'EVSE_BOOKED'
  /** Parking at the charger costs something soon. */
  | 'IDLE_SOON'
  /** A meetup was changed or called off. */
  | 'MEETUP_CHANGED'
  /** There is a new meetup. */
  | 'MEETUP_CREATED'
  /** A meetup begins soon. */
  | 'MEETUP_SOON'
  /** The platform has news or offers, for those who have agreed to them. */
  | 'NEWS'
  /** Somebody has signed in from a new device. */
  | 'NEW_SIGN_IN'
  /** A payment has failed. */
  | 'PAYMENT_FAILED'
  /** A bill is overdue. */
  | 'PAYMENT_REMINDER'
  /** A payout was sent, has arrived or came back. */
  | 'PAYOUT'
  /** Payouts go to another account. */
  | 'PAYOUT_ACCOUNT_CHANGED'
  /** A photo was approved. */
  | 'PHOTO_APPROVED'
  /** A person looks at a photo, because the models alone do not decide it. Nothing is to be done. */
  | 'PHOTO_ASKED'
  /** A photo was not approved. */
  | 'PHOTO_REJECTED'
  /** Money is on its way back. */
  | 'REFUND'
  /** A booking was called off. */
  | 'RESERVATION_CANCELLED'
  /** A slot was booked. */
  | 'RESERVATION_CONFIRMED'
  /** A booked slot has ended, and the charge goes on. */
  | 'RESERVATION_ENDED'
  /** A booking has another EVSE or another time. */
  | 'RESERVATION_MOVED'
  /** A booked slot was not used. */
  | 'RESERVATION_NO_SHOW'
  /** A booked slot begins soon. */
  | 'RESERVATION_SOON'
  /** Photos wait for review. */
  | 'REVIEW_WAITING'
  /** Tokens were earned. */
  | 'REWARD_EARNED'
  /** Tokens were paid out. */
  | 'REWARD_SETTLED'
  /** A slot that was waited for is free. */
  | 'SLOT_OFFERED'
  /** A favourite station is free. */
  | 'STATION_FREE'
  /** A webhook was turned off because its endpoint fails. */
  | 'WEBHOOK_OFF';

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

/** Which bulk command to pause. */
export type PauseBulkCommandInput = {
  /** The bulk command. */
  bulkCommandId: string;
};

/** What is wanted of a provider. */
export type PaymentOperationKind =
  /** Say something in a dispute. */
  | 'ANSWER_DISPUTE'
  /** Block an amount. */
  | 'AUTHORISE'
  /** Take a blocked amount, or a part of it. */
  | 'CAPTURE'
  /** Block and take at once. */
  | 'CHARGE'
  /** Send what is an operator's. */
  | 'PAY_OUT'
  /** Give back. */
  | 'REFUND'
  /** Let a blocked amount go. */
  | 'RELEASE'
  /** Forget a way to pay. */
  | 'REMOVE'
  /** Keep a way to pay. */
  | 'SET_UP';

/** Where an operation stands. */
export type PaymentOperationState =
  /** The provider has done it, or something else has ended it. */
  | 'DONE'
  /** Nobody can say what became of it, or the amount differs: a person must look. */
  | 'LOST'
  /** It is wanted, perhaps sent, and not over. */
  | 'OPEN'
  /** The provider has certainly done nothing. */
  | 'REFUSED';

/** A company that moves money for the platform. */
export type PaymentProvider =
  /** PayPal: accounts and cards, on a page of its own. */
  | 'PAYPAL'
  /** Stripe: cards, on a form that the client shows. */
  | 'STRIPE';

/** Where payouts go. */
export type PayoutAccountInput = {
  /** The account there: `acct_…` of Stripe; a merchant id or an address of PayPal. */
  account: string;
  /** The provider that pays out. */
  provider: PaymentProvider;
};

/** Which payouts; what is left out does not narrow the list. */
export type PayoutFilter = {
  /** Of this operator. Somebody else's is NOT_FOUND. */
  operatorId?: string | null | undefined;
  /** As far as this. */
  state?: PayoutState | null | undefined;
};

/** How far a payout is. */
export type PayoutState =
  /** Somebody has approved it, and it is on its way to the provider. */
  | 'APPROVED'
  /** It was added up, and waits for its approval. One that a provider has refused waits again. */
  | 'DRAFT'
  /** It has arrived. It may still come back. */
  | 'PAID'
  /** It came back. Its amount is in a later payout. */
  | 'RETURNED'
  /** The provider has it. */
  | 'SENT';

/** What a photo is for. */
export type PhotoPurpose =
  /** An eco-deed. */
  | 'DEED'
  /** A reading of a vehicle's odometer. */
  | 'ODOMETER';

/** Which station is behind which connection, and how. */
export type PlaceStationAtSiteInput = {
  /** The phase of the connection that its L1 is wired to: 1, 2 or 3. */
  firstPhase?: number;
  /** The site. */
  siteId: string;
  /** A station of the site's operator. */
  stationId: string;
  /** The part of what is shared that each of its cars has, 1 to 100. */
  weight?: number;
};

/** Kind of current. */
export type PowerType =
  /** Alternating current, one phase. */
  | 'AC_1_PHASE'
  /** Alternating current, three phases. */
  | 'AC_3_PHASE'
  /** Direct current. */
  | 'DC';

/** One price of a tariff. */
export type PriceComponentInput = {
  /** Price of one unit in major units of the currency, without VAT; at most 10,000 and four decimals. */
  price: number;
  /** Billed in steps of so many Wh (ENERGY) or seconds (TIME, PARKING_TIME). A session is rounded up once for ENERGY, and once for its time: the parking if parking has a price, else the charging, by the price used last. */
  stepSize?: number;
  /** What the price is for. */
  type: PriceComponentType;
  /** VAT in percent. Left out: no VAT applies, which is not the same as 0 percent. */
  vat?: number | null | undefined;
};

/** What a price is for, as in OCPI 2.2.1. */
export type PriceComponentType =
  /** A kilowatt-hour. */
  | 'ENERGY'
  /** Once a session. */
  | 'FLAT'
  /** An hour in which the vehicle is plugged in and does not charge. */
  | 'PARKING_TIME'
  /** An hour of charging; of a reservation, an hour of that. */
  | 'TIME';

/** An amount in major units of the currency. Both sides hold by themselves. */
export type PriceLimitInput = {
  /** Without VAT. */
  exclVat: number;
  /** With VAT; needed if a price has VAT, and not allowed if none has. */
  inclVat?: number | null | undefined;
};

/** Which session was of another energy, and why. */
export type ProposeBillCorrectionInput = {
  /** The energy that is to be billed, at most 10000000 Wh. */
  energyWh: number;
  /** The same key again proposes nothing and gives the same correction. */
  idempotencyKey: string;
  /** Why; it is kept. */
  reason: string;
  /** The session; it is over. */
  sessionId: string;
};

/** Which campaign is to hold. */
export type PublishRewardCampaignInput = {
  /** Id of the campaign. */
  campaignId: string;
};

/** Which version of a rule is to hold. */
export type PublishRewardRuleInput = {
  /** Id of the version. */
  ruleId: string;
};

/** How a message has left quarantine. */
export type QuarantineResolution =
  /** A person has dismissed it. */
  | 'DISMISSED'
  /** By itself: its transaction was found. */
  | 'MATCHED'
  /** It was worked again. */
  | 'RETRIED';

/** Which messages; what is left out does not matter. */
export type QuarantinedMessageFilter = {
  /** Of this station's charger. */
  chargePointId?: string | null | undefined;
  /** True: still in quarantine. False: they have left. */
  open?: boolean | null | undefined;
};

/** What of a bill goes back, and why. */
export type RefundBillInput = {
  /** Minor units of the bill's currency. Left out: all that was paid and has not gone back. */
  amountMinor?: number | null | undefined;
  /** The bill. */
  billId: string;
  /** The same key again refunds nothing more, and gives the same bill. */
  idempotencyKey: string;
  /** Why. Who has paid reads it, on the credit note too. */
  reason: string;
};

/** How far a refund is. */
export type RefundState =
  /** It was called off: it is owed again. */
  | 'CANCELLED'
  /** It could not be sent: it is owed again. */
  | 'FAILED'
  /** The provider is sending it. */
  | 'PENDING'
  /** The provider has not answered yet. */
  | 'REQUESTED'
  /** The money has gone back. */
  | 'SUCCEEDED';

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

/** A meter's key. */
export type RegisterMeterKeyInput = {
  /** The EVSE that the meter measures. */
  evseId: string;
  /** The same key again registers nothing and gives the same meter key. */
  idempotencyKey: string;
  /** The meter's serial number as its signed values name it: MS of OCMF, or GS where there is no MS. */
  meterSerial: string;
  /** SubjectPublicKeyInfo in hexadecimal digits, base64, PEM or the envelope oca:base16:asn1. Curves: secp192k1, secp192r1, secp256k1, secp256r1, brainpool256r1, secp384r1, brainpool384r1. */
  publicKey: string;
  /** From when on it is good; now without it. */
  validFrom?: string | null | undefined;
  /** When it ends; without it, it does not. */
  validUntil?: string | null | undefined;
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

/** Which case. */
export type ReleaseReviewInput = {
  /** The case. */
  caseId: string;
};

/** Which hold to lift, and why. */
export type ReleaseSessionInput = {
  /** Why the bill may go out; kept in the audit log. */
  reason: string;
  /** The session whose bill is held. */
  sessionId: string;
};

/** Which site to remove. */
export type RemoveSiteInput = {
  /** The site. */
  siteId: string;
};

/** Which station is no longer behind which connection. */
export type RemoveStationFromSiteInput = {
  /** The site. */
  siteId: string;
  /** The station. */
  stationId: string;
};

/** Whose password to renew. */
export type RenewStationPasswordInput = {
  /** A password for the charger, of your choice. OCPP 2.0.1 and 2.1 take 16 to 40 characters, OCPP 1.6's AuthorizationKey 16 to 20 characters or 32 to 40 hexadecimal digits. Of a key in hexadecimal the charger may send the digits, in either case, or the bytes that they stand for. It is in no answer. Without it, one is made. */
  password?: string | null | undefined;
  /** The form of the password that is made; TEXT without it. Not together with a chosen one. */
  passwordFormat?: PasswordFormat | null | undefined;
  /** The station. */
  stationId: string;
};

/** What a building draws beside its chargers. */
export type ReportBuildingLoadInput = {
  /** When it was measured; now when left out. */
  at?: string | null | undefined;
  /** Amperes of each phase, L1 first; negative where it feeds in. */
  currentsA: Array<number>;
  /** The site. */
  siteId: string;
};

/** An image that will be uploaded. No other file is taken. */
export type RequestFirmwareUploadInput = {
  /** Its size in bytes; 512 MiB at most. */
  bytes: number;
  /** The same key gives the same image, with a new address. */
  idempotencyKey: string;
  /** Name of the file: 1 to 100 letters, digits, dots, hyphens and underscores. Some chargers look at its end. */
  name: string;
  /** Its SHA-256: 64 hexadecimal digits. */
  sha256: string;
  /** What you call it; 50 characters at most. */
  version?: string | null | undefined;
};

/** Prices of a reservation, as in OCPI 2.2.1. */
export type ReservationRestriction =
  /** Of one that is used; and of the time of one that expires, where there is no other price for that. */
  | 'RESERVATION'
  /** Of one that expires without a session. */
  | 'RESERVATION_EXPIRES';

/** How a slot is. */
export type ReservationState =
  /** It is held now: its driver may come and charge. */
  | 'ACTIVE'
  /** It was cancelled, by the driver, the operator, or because the EVSE cannot be used; `reason` says which. */
  | 'CANCELLED'
  /** It could not be kept. */
  | 'FAILED'
  /** It was used. */
  | 'FULFILLED'
  /** It was offered, and nobody took it in time. */
  | 'LAPSED'
  /** Nobody came in time. A fee may be due. */
  | 'NO_SHOW'
  /** It is held until it is accepted: an offer of the waiting list. */
  | 'PENDING'
  /** The charger or its operator did not take it. */
  | 'REJECTED'
  /** It is booked. */
  | 'RESERVED';

/** What an id token is. OCPP 1.6 does not tell them apart. */
export type ReservationTokenType =
  /** Made by a central system. */
  | 'CENTRAL'
  /** An eMAID. */
  | 'EMAID'
  /** A card of ISO 14443, by its uid. */
  | 'ISO14443'
  /** A card of ISO 15693, by its uid. */
  | 'ISO15693'
  /** A code that is typed in. */
  | 'KEY_CODE'
  /** Made by the charger. */
  | 'LOCAL'
  /** The address of a vehicle. */
  | 'MAC_ADDRESS';

/** What is kept, for whom, and until when. */
export type ReserveNowInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The EVSE, from 1; any without it. */
  evseNumber?: number | null | undefined;
  /** Until when; in the future. */
  expiresAt: string;
  /** Others whose id tokens belong to this group may use it too. */
  groupIdToken?: string | null | undefined;
  /** Whom it is for: 20 characters at most in OCPP 1.6, 36 in others. */
  idToken: string;
  /** What the id token is; CENTRAL without it. */
  idTokenType?: ReservationTokenType | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
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

/** Whose second factor to take away. */
export type ResetSecondFactorInput = {
  /** Id of the user. */
  userId: string;
};

/** How a charger restarts. */
export type ResetType =
  /** Now, like a loss of power. Only in OCPP 1.6. */
  | 'HARD'
  /** Now, after it has ended what runs in an orderly way (1.6: Soft). */
  | 'IMMEDIATE'
  /** As soon as nobody charges. Not in OCPP 1.6. */
  | 'ON_IDLE';

/** Which report to close. */
export type ResolveFaultReportInput = {
  /** A word to the driver, at most 1,000 characters. */
  note?: string | null | undefined;
  /** The report. */
  reportId: string;
};

/** What became of a mismatch. */
export type ResolveMismatchInput = {
  /** Id of the mismatch. */
  mismatchId: string;
  /** What it was and what was done, 1 to 500 characters; it is kept in the audit. */
  reason: string;
};

/** Which bulk command to go on with. */
export type ResumeBulkCommandInput = {
  /** The bulk command. */
  bulkCommandId: string;
};

/** Which connector to retire. */
export type RetireConnectorInput = {
  /** The connector. */
  connectorId: string;
};

/** Which EVSE to retire. */
export type RetireEvseInput = {
  /** The EVSE. */
  evseId: string;
};

/** Which station to retire. */
export type RetireStationInput = {
  /** The station. */
  stationId: string;
};

/** An operation that is LOST. */
export type RetryPaymentOperationInput = {
  /** Id of the operation. */
  operationId: string;
};

/** Which message to work again. */
export type RetryQuarantinedMessageInput = {
  /** Id of its entry. */
  messageId: string;
};

/** Which refund has failed, and how its money goes back now. */
export type RetryRefundInput = {
  /** The refund that has failed. */
  refundId: string;
  /** True: into its user's wallet. False: by the same way again. */
  toWallet: boolean;
};

/** Who asks for the review. */
export type ReviewKind =
  /** The one who took it, after a rejection. */
  | 'APPEAL'
  /** The photo is in order, and what it says is in doubt. */
  | 'DOMAIN'
  /** The checks and models: the photo is in doubt. */
  | 'VERDICT';

/** How far a case is. */
export type ReviewState =
  /** There is nothing to decide any more. */
  | 'CANCELLED'
  /** It is decided. */
  | 'DECIDED'
  /** It waits for a decision. */
  | 'OPEN';

/** What a reviewer decides. */
export type ReviewVerdict =
  /** The photo shows what is claimed. */
  | 'APPROVED'
  /** It is not accepted. */
  | 'REJECTED';

/** A client to revoke. */
export type RevokeApiClientInput = {
  /** Id of the client. */
  clientId: string;
};

/** Which certificate is to end. */
export type RevokeCertificateInput = {
  /** Its serial number, in hexadecimal digits. */
  serial: string;
};

/** A role to take from a user. */
export type RevokeRoleInput = {
  /** The role. */
  role: Role;
  /** Id of the user. */
  userId: string;
};

/** The time that a budget is for, in UTC. */
export type RewardBudgetPeriod =
  /** A day. */
  | 'DAY'
  /** A calendar month. */
  | 'MONTH'
  /** A week from Monday. */
  | 'WEEK';

/** What a campaign adds. */
export type RewardCampaignTermsInput = {
  /** What it may add in all. */
  budget: string;
  /** In thousandths of what the rule gives, 1001 to 10,000. */
  factorPermille: number;
  /** What it may add for one user. */
  perUser: string;
  /** What it may add for one user in a day (UTC). */
  perUserDay: string;
  /** IANA time zone of the windows. */
  timeZone: string;
  /** When it holds in a week; empty: all the time. */
  windows: Array<RewardCampaignWindowInput>;
};

/** When a campaign holds in a week. */
export type RewardCampaignWindowInput = {
  /** Days of the week, 1 (Monday) to 7. */
  days: Array<number>;
  /** Minute of the day, 0 to 1439. */
  from: number;
  /** Minute of the day, 1 to 1440; of the next day where it is not after `from`. */
  until: number;
};

/** What is to be tried on the past. */
export type RewardDryRunInput = {
  /** What would be added; nothing when left out. */
  campaign?: RewardCampaignTermsInput | null | undefined;
  /** What was earned from then on. */
  from: string;
  /** What is rewarded. */
  rule: RewardRuleName;
  /** A version of the rule, a draft too, to be tried as it is. Not beside `terms`. */
  ruleId?: string | null | undefined;
  /** What it would give; what the rule gives now when this and `ruleId` are left out. */
  terms?: RewardTermsInput | null | undefined;
  /** And before then; at most 92 days after `from`. */
  until: string;
};

/** A limit of what is earned. */
export type RewardLimitScope =
  /** What all users together may earn in a day. */
  | 'ALL'
  /** The budget of its rule: what it may give in a day, week or month. */
  | 'RULE'
  /** What charging at one station may earn in a day. */
  | 'STATION'
  /** What one user may earn in a day. */
  | 'USER';

/** What is rewarded. */
export type RewardRuleName =
  /** Energy charged in a session, by the Wh. */
  | 'CHARGING_ENERGY'
  /** An approved deed: going by bicycle. */
  | 'CYCLING'
  /** An approved deed: charging an electric vehicle. */
  | 'EV_CHARGING'
  /** An approved deed: clearing litter. */
  | 'LITTER_CLEAN_UP'
  /** Distance between two approved readings, by the metre. */
  | 'ODOMETER_DISTANCE'
  /** An approved deed: going by bus, tram or train. */
  | 'PUBLIC_TRANSPORT'
  /** An approved deed: recycling. */
  | 'RECYCLING'
  /** An approved deed: planting a tree. */
  | 'TREE_PLANTING';

/** How far a reward is on its way to the chain. */
export type RewardStatus =
  /** In a batch whose transaction is signed and stored. */
  | 'BATCHED'
  /** A correction left nothing of it before it was paid. */
  | 'CANCELLED'
  /** Earned; it rests until `restsUntil` and then waits for the next batch. */
  | 'EARNED'
  /** It would pass a limit of the day, or the budget of its rule: an admin decides. Nothing is earned yet. */
  | 'HELD'
  /** An admin has refused it. */
  | 'REFUSED'
  /** Paid: its transaction is in a block. */
  | 'SETTLED'
  /** Its transaction has been sent to the chain. */
  | 'SUBMITTED'
  /** All of it pays off what an earlier reward was paid too much. Nothing goes to the chain. */
  | 'WITHHELD';

/** What a version of a rule gives. */
export type RewardTermsInput = {
  /** What that many units earn. */
  amount: string;
  /** What the rule may give in each period; without a bound when left out. */
  budget?: string | null | undefined;
  /** The most for one reward. */
  maximum: string;
  /** So many units of the rule earn `amount`, 1 to 1,000,000. */
  per: number;
  /** What the budget is for; a day when left out. */
  period?: RewardBudgetPeriod | null | undefined;
};

/** What a rule counts. */
export type RewardUnit =
  /** Deeds. */
  | 'DEED'
  /** Distance in metres. */
  | 'METRE'
  /** Energy in watt-hours. */
  | 'WH';

/** What a user may do on the platform. */
export type Role =
  /** Runs the platform. */
  | 'ADMIN'
  /** Reads users and audits, and changes nothing. */
  | 'COMPLIANCE'
  /** Acts for a company that buys carbon credits. */
  | 'CORPORATE'
  /** Charges; every registered user is one. */
  | 'DRIVER'
  /** Runs charging stations. */
  | 'OPERATOR'
  /** Works with the platform through its own systems. */
  | 'PARTNER'
  /** Decides about photos that no model can judge. */
  | 'REVIEWER'
  /** Looks after the money: budgets of rewards and their settlement. */
  | 'TREASURER';

/** Which charger gets a new password. */
export type RotateChargePointPasswordInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Terms as they are to be. What is left out stays as it is: at first as for all your stations, before that as the default. */
export type SaveBookingTermsInput = {
  /** How many days ahead may be booked. 1 to 365; 14 by default. */
  aheadDays?: number | null | undefined;
  /** Until how many minutes before its start a slot may be cancelled without a fee. 0 to 20160; 60 by default. */
  cancelUntilMinutes?: number | null | undefined;
  /** Until how many minutes before its start a slot may be moved. 0 to 20160; 60 by default. */
  changeUntilMinutes?: number | null | undefined;
  /** How many minutes before its start a slot may be used. Others are kept away from then on. 0 to 60; 0 by default. */
  earlyStartMinutes?: number | null | undefined;
  /** Whether a no-show and a late cancellation cost what the tariff says of reservations. false by default. */
  fees?: boolean | null | undefined;
  /** How many EVSEs of the station are kept free at any moment for those who come without a slot. 0 to 100; 0 by default. */
  keptFree?: number | null | undefined;
  /** How many minutes a session may go on after the end of its slot, unless the next slot begins before. Its driver is told until when. 0 to 120; 10 by default. */
  lateStopMinutes?: number | null | undefined;
  /** The longest slot, in minutes, extensions included. 5 to 1440; 240 by default. */
  maxMinutes?: number | null | undefined;
  /** The shortest slot, in minutes. 5 to 1440; 15 by default. */
  minMinutes?: number | null | undefined;
  /** How many minutes after its start a slot that nobody came to is given to others. 5 to 240; 15 by default. */
  noShowAfterMinutes?: number | null | undefined;
  /** Whether drivers may book at all. false by default. */
  open?: boolean | null | undefined;
  /** For this station; for all of yours without one. */
  stationId?: string | null | undefined;
};

/** A business as it is to be. What is left out is taken away. */
export type SaveBusinessInput = {
  /** City. */
  city: string;
  /** ISO 3166-1, e.g. DE. */
  country: string;
  /** Of invoices to whoever has chosen none. */
  language: InvoiceLanguage;
  /** Its name in the register, up to 100 characters. */
  legalName: string;
  /** Where payouts go. */
  payout?: PayoutAccountInput | null | undefined;
  /** Postal code; may be empty where there are none. */
  postalCode: string;
  /** Number in a register of companies or at a tax office. One of this and the VAT number is needed. */
  registrationId?: string | null | undefined;
  /** Street and number. */
  street: string;
  /** IANA name, e.g. Europe/Berlin. */
  timeZone: string;
  /** VAT number with the letters of its country, e.g. NL123456789B01. Only its form is checked. */
  vatId?: string | null | undefined;
};

/** A tariff, or a new version of one. */
export type SaveTariffInput = {
  /** What else drivers should know, each language at most once. */
  altTexts?: Array<DisplayTextInput> | null | undefined;
  /** A page that explains the tariff, by https. */
  altUrl?: string | null | undefined;
  /** ISO 4217 code of its prices. */
  currency: string;
  /** The tariff in words for drivers. */
  description: string;
  /** Its prices. Of each type the first one counts whose restrictions match at the moment; where none matches, there is nothing to pay. So the last one of a type should have no restrictions. */
  elements: Array<TariffElementInput>;
  /** Where its energy comes from. */
  energyMix?: EnergyMixInput | null | undefined;
  /** The same key again saves nothing and gives the same version. */
  idempotencyKey: string;
  /** How parking after the charge is billed. */
  idle?: IdleTermsInput | null | undefined;
  /** A session costs at most this. */
  maxPrice?: PriceLimitInput | null | undefined;
  /** A session costs at least this. */
  minPrice?: PriceLimitInput | null | undefined;
  /** What is blocked on a driver’s card before a session begins, in major units of the currency with VAT: above 0, from minPrice to maxPrice, and at most 1,000 times the highest price of the tariff. Nothing is blocked when left out. */
  preauthorizeAmount?: number | null | undefined;
  /** The tariff that gets a new version; a new tariff without it. */
  tariffId?: string | null | undefined;
  /** From when it is valid; now when left out, never in the past. */
  validFrom?: string | null | undefined;
};

/** How much of the list is sent. */
export type SendLocalListInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** True: all of it. False: what the charger lacks, all where that is not known. */
  full: boolean;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** How many requests a client may make. */
export type SetApiClientQuotaInput = {
  /** Id of the client. */
  clientId: string;
  /** In a day, at least as many as in an hour and at most 10000000. */
  requestsPerDay: number;
  /** In an hour, 1 to 1000000. */
  requestsPerHour: number;
};

/** Which part of what is shared a car has. */
export type SetChargePriorityInput = {
  /** The site. */
  siteId: string;
  /** The transaction of a car that charges there. */
  transactionId: string;
  /** Its part, 1 to 100; that of its station without it. */
  weight?: number | null | undefined;
};

/** A limit over time. It replaces the one with the same purpose, level and EVSE or transaction. */
export type SetChargingProfileInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** After how many seconds the last period ends; never without it. */
  durationSeconds?: number | null | undefined;
  /** The EVSE, from 1; 0, and without it, for the whole charger. Of TX, the transaction has one. */
  evseNumber?: number | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Below it charging makes no sense, in `unit`. */
  minimum?: number | null | undefined;
  /** Limits, in order of their start: 1 to 1,024. */
  periods: Array<ChargingProfilePeriodInput>;
  /** What is limited. */
  purpose: ChargingProfilePurpose;
  /** The periods begin again each day or week; needs `startAt`. */
  repeats?: ChargingProfileRepeats | null | undefined;
  /** From 0. Of profiles of one purpose, the one with the highest level holds. */
  stackLevel: number;
  /** When the periods begin. Without it: with the transaction for TX and TX_DEFAULT, else at once. */
  startAt?: string | null | undefined;
  /** The transaction; for TX alone, which needs it. */
  transactionId?: string | null | undefined;
  /** Of all limits. */
  unit: ChargingRateUnit;
  /** From when it holds; at once without it. */
  validFrom?: string | null | undefined;
  /** Until when it holds; until it is cleared without it. */
  validTo?: string | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** How often an identity may charge at once. */
export type SetConcurrentSessionsInput = {
  /** Id of the identity. */
  idTokenId: string;
  /** So many sessions at once, 1 to 100. */
  sessions: number;
};

/** Which tariff a connector gets. */
export type SetConnectorTariffInput = {
  /** The connector. */
  connectorId: string;
  /** The tariff; null makes charging free. */
  tariffId?: string | null | undefined;
};

/** Whether a charger shows costs. */
export type SetCostDisplayInput = {
  /** Id of the station. */
  chargePointId: string;
  /** Whether it does. */
  shows: boolean;
};

/** What is shown, and when. */
export type SetDisplayMessageInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** What is shown: 512 characters at most, 1,024 in OCPP 2.1. */
  content: string;
  /** Until when it is shown; until it is cleared without it. */
  endsAt?: string | null | undefined;
  /** How it is read. */
  format?: DisplayMessageFormat;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Its language (RFC 5646), e.g. de; 8 characters at most. */
  language?: string | null | undefined;
  /** The message that it replaces; a new one without it. */
  number?: number | null | undefined;
  /** When it is shown beside others. */
  priority?: DisplayMessagePriority;
  /** From when it is shown; at once without it. */
  startsAt?: string | null | undefined;
  /** Only while the charger is in this state; in all without it. */
  state?: DisplayMessageState | null | undefined;
  /** Only while this transaction runs, and then no more. */
  transactionId?: string | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** When a key ends. */
export type SetMeterKeyEndInput = {
  /** The key. */
  meterKeyId: string;
  /** When it ends, after it begins. Null or left out: it does not end. */
  validUntil?: string | null | undefined;
};

/** Which monitors a charger is to have by itself. */
export type SetMonitoringBaseInput = {
  /** Which. */
  base: MonitoringBase;
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which events a charger is to tell. */
export type SetMonitoringLevelInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** This severity and worse ones, from 0 (danger) to 9 (debugging). */
  severity: number;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** An address of a central system, for a slot of the charger. */
export type SetNetworkProfileInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Over which interface. */
  interface: NetworkInterface;
  /** How long the charger waits for an answer. */
  messageTimeoutSeconds?: number;
  /** 1, 2 or 3; not below that of its connection now. */
  securityProfile: number;
  /** The slot, from 0. Never one that the charger uses now. */
  slot: number;
  /** The address, without the charger's identity, e.g. wss://csms.example.com/ocpp. */
  url: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** New limits. They hold for what is earned from now on. */
export type SetRewardLimitsInput = {
  /** What all users together may earn in a day. */
  budget: string;
  /** Give the same key when you repeat a request: the version is added once. */
  idempotencyKey: string;
  /** What charging at one station may earn in a day. */
  perStation: string;
  /** What one user may earn in a day; 0 holds everything. */
  perUser: string;
  /** How long a reward rests before it is paid, 0 to 2,592,000 (30 days). */
  settlingSeconds: number;
};

/** Roles that hold only in logins with a second factor. */
export type SetSecondFactorRolesInput = {
  /** All of them; an empty list asks it of nobody. */
  roles: Array<Role>;
};

/** Whether a user may sign in. */
export type SetUserBlockedInput = {
  /** True ends their logins at once, and no other is opened. False lets them in again. */
  blocked: boolean;
  /** Id of the user. */
  userId: string;
};

/** What is to be watched, and how. */
export type SetVariableMonitorInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** The monitor that it replaces; a new one without it. */
  number?: number | null | undefined;
  /** What is watched. */
  of: ComponentVariableInput;
  /** Only while a transaction runs. */
  onlyInTransaction?: boolean;
  /** How severe its events are, from 0 (danger) to 9 (debugging). */
  severity: number;
  /** How. */
  type: VariableMonitorType;
  /** The threshold, the change, or the seconds, by the type. */
  value: number;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Variables and their new values. */
export type SetVariablesInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** 1 to 50 of them. */
  variables: Array<DeviceVariableValueInput>;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** All numbers of a new version. */
export type SetVerificationPolicyInput = {
  /** Of 1,000 photos that the software would approve, so many go to people by lot, 0 to 1,000. */
  auditPermille: number;
  /** What kilometres of a driver and day may be worth without a person being asked. */
  dayWorth: string;
  /** The share of new drivers' photos, 0 to 1,000. */
  newDriverPermille: number;
  /** Until so many photos are approved, a driver is new; 0 to 1,000. */
  newDriverPhotos: number;
  /** Why it is changed; at most 500 characters. */
  reason: string;
  /** Photos of a driver and day, taken in no capture flow, that are approved without people, 0 to 1,000. */
  unboundPerDay: number;
  /** The share of photos that were taken in no capture flow, 0 to 1,000. */
  unboundPermille: number;
  /** The version that you have read. If it holds no longer, nothing is changed. */
  version: number;
};

/** What is asked of which chargers, and how fast. */
export type StartBulkCommandInput = {
  /** So many may be asked and not have answered; 20 when left out, 200 at most. */
  atOnce?: number | null | undefined;
  /** A command of one charger: the same is asked of the others that fit, whatever became of it. */
  commandId: string;
  /** How many you expect, without the charger of the command. Another number is refused with CONFLICT. */
  expectedCount?: number | null | undefined;
  /** Which chargers; an empty one means all of yours. 20,000 at most. chargePoints shows them before. */
  filter: ChargePointFilter;
  /** The same key again begins nothing and gives the same bulk command. */
  idempotencyKey: string;
  /** It pauses when this share of those that are over has failed, of 10 or more; 50 when left out. */
  pauseAtFailedPercent?: number | null | undefined;
  /** So many are asked in a minute; 60 when left out, 600 at most. */
  perMinute?: number | null | undefined;
  /** How long chargers that are away are waited for, in seconds; 3,600 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
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

/** Of which stations, and of which days. */
export type StationUptimeInput = {
  /** From this day on, e.g. 2026-11-01, by the clock of each station. */
  from: string;
  /** One of your stations; all of them without it. */
  stationId?: string | null | undefined;
  /** Until this day, which is out; at most 366 days later. Days are kept for 800 days. */
  until: string;
};

/** Of which stations, and of what time. */
export type StationUseInput = {
  /** From then on. */
  from: string;
  /** One of your stations; all of them without it. */
  stationId?: string | null | undefined;
  /** Until then, which is out; at most 93 days later. */
  until: string;
};

/** Which campaign is to end. */
export type StopRewardCampaignInput = {
  /** Id of the campaign. */
  campaignId: string;
  /** Why, 1 to 500 characters; it is kept in the audit. */
  reason: string;
};

/** Prices that hold together. */
export type TariffElementInput = {
  /** The prices, each type at most once. */
  components: Array<PriceComponentInput>;
  /** When they hold; always without it. */
  restrictions?: TariffRestrictionsInput | null | undefined;
};

/** A tariff that is not saved, and a charge. */
export type TariffPreviewInput = {
  /** When it begins; now when left out. */
  at?: string | null | undefined;
  /** ISO 4217 code of its prices. */
  currency: string;
  /** Plugged in for so long, at most a week. Left out: until the energy is charged. */
  durationSeconds?: number | null | undefined;
  /** Its prices, as saveTariff takes them. */
  elements: Array<TariffElementInput>;
  /** So much energy. */
  energyWh: number;
  /** How parking is billed. Where no grace is said here none is reckoned with; a session has that of the house. */
  idle?: IdleTermsInput | null | undefined;
  /** A session costs at most this. */
  maxPrice?: PriceLimitInput | null | undefined;
  /** A session costs at least this. */
  minPrice?: PriceLimitInput | null | undefined;
  /** With so much power, in watts, all the time. */
  powerW: number;
  /** IANA name of the zone of the station, e.g. Europe/Berlin. */
  timeZone: string;
};

/** When prices hold in a session, as OCPI 2.2.1 has it: while all that is given matches. Times of day and dates are those of the station's time zone. The least is in, the most is out. */
export type TariffRestrictionsInput = {
  /** On these days. */
  daysOfWeek?: Array<DayOfWeek> | null | undefined;
  /** Until this day, which is out. */
  endDate?: string | null | undefined;
  /** Until this time of day. Not after startTime: on the next day. 00:00 is the end of the day. */
  endTime?: string | null | undefined;
  /** While fewer amperes flow, the sum of all phases. */
  maxCurrentA?: number | null | undefined;
  /** Until this length of the session. */
  maxDurationSeconds?: number | null | undefined;
  /** Until so much energy of the session. */
  maxEnergyWh?: number | null | undefined;
  /** While the power is below this, in watts. */
  maxPowerW?: number | null | undefined;
  /** While at least so many amperes flow, the sum of all phases. */
  minCurrentA?: number | null | undefined;
  /** From this length of the session on. */
  minDurationSeconds?: number | null | undefined;
  /** From so much energy of the session on. */
  minEnergyWh?: number | null | undefined;
  /** While the power is at least this, in watts. */
  minPowerW?: number | null | undefined;
  /** The prices are for a reservation and not for the session; FLAT and TIME only. */
  reservation?: ReservationRestriction | null | undefined;
  /** From this day on, e.g. 2026-12-24. */
  startDate?: string | null | undefined;
  /** From this time of day on, e.g. 07:30. */
  startTime?: string | null | undefined;
};

/** A language that the platform writes in. */
export type TextLanguage =
  /** German. */
  | 'de'
  /** English. */
  | 'en'
  /** French. */
  | 'fr'
  /** Dutch. */
  | 'nl';

/** Something that only the maker of the charger understands. */
export type TransferDataInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** Text, 10,000 characters at most. */
  data?: string | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** An object instead of `data`. In OCPP 1.6, which has text alone, it is sent as its text. */
  json?: Readonly<Record<string, unknown>> | null | undefined;
  /** Which message it is. */
  messageId?: string | null | undefined;
  /** The maker, as the charger knows it; e.g. its domain the other way round. */
  vendorId: string;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** Which message, and of what. */
export type TriggerMessageInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** Of one connector of it, from 1. */
  connectorNumber?: number | null | undefined;
  /** Of one EVSE, from 1; of all without it. */
  evseNumber?: number | null | undefined;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** Which message. */
  message: TriggeredMessage;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** What a charger can be asked to send now. */
export type TriggeredMessage =
  /** What it is (BootNotification). */
  | 'BOOT'
  /** How far the upload of its diagnostics is. Only in OCPP 1.6. */
  | 'DIAGNOSTICS_STATUS'
  /** How far the update of its firmware is. */
  | 'FIRMWARE_STATUS'
  /** That it is there. */
  | 'HEARTBEAT'
  /** How far the upload of its log is. */
  | 'LOG_STATUS'
  /** What its meters show. */
  | 'METER_VALUES'
  /** How far it is with publishing a firmware to others. Not in OCPP 1.6. */
  | 'PUBLISH_FIRMWARE_STATUS'
  /** A request to sign a new certificate of its own. */
  | 'SIGN_CERTIFICATE'
  /** The same for both uses. Not in OCPP 1.6. */
  | 'SIGN_COMBINED_CERTIFICATE'
  /** The same for ISO 15118. Not in OCPP 1.6. */
  | 'SIGN_V2G_CERTIFICATE'
  /** The status of its connectors. */
  | 'STATUS'
  /** How its transactions are (TransactionEvent). Not in OCPP 1.6. */
  | 'TRANSACTION';

/** A block to take away. */
export type UnblockEvseInput = {
  /** Which one. */
  blockId: string;
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

/** Which firmware, and when. */
export type UpdateChargePointFirmwareInput = {
  /** Id of the station whose charger is asked. */
  chargePointId: string;
  /** The same key again asks nothing and gives the same command. */
  idempotencyKey: string;
  /** An image of yours, by requestFirmwareUpload. The charger gets an address that is good for a day from `retrieveAt`, which is 6 days ahead at most. */
  imageId?: string | null | undefined;
  /** Not before this does it install it; as soon as it has it when left out. Not in OCPP 1.6 without a signature. */
  installAt?: string | null | undefined;
  /** Where the charger fetches it, if not from us: an address with http, https, ftp, ftps or sftp, 512 characters at most. A name and password in it are sent to the charger, and neither shown nor kept. */
  location?: string | null | undefined;
  /** How often the charger tries again; its own choice when left out. */
  retries?: number | null | undefined;
  /** Not before this does it fetch it; now when left out. */
  retrieveAt?: string | null | undefined;
  /** Seconds between its tries; its own choice when left out. */
  retryIntervalSeconds?: number | null | undefined;
  /** By what the charger checks it. Without one, OCPP 1.6 says UpdateFirmware, with one SignedUpdateFirmware. */
  signature?: FirmwareSignatureInput | null | undefined;
  /** How long it waits for a charger that is offline, in seconds; 60 when left out, 604,800 at most. */
  waitSeconds?: number | null | undefined;
};

/** What to change of a connector; what is left out or null stays. */
export type UpdateConnectorInput = {
  /** The connector. */
  connectorId: string;
  /** Socket or cable. */
  format?: ConnectorFormat | null | undefined;
  /** The most it can deliver, in watts. */
  maxPowerW?: number | null | undefined;
  /** Kind of current. */
  powerType?: PowerType | null | undefined;
  /** Shape and protocol of the plug. */
  standard?: ConnectorStandard | null | undefined;
};

/** What to change of an EVSE. */
export type UpdateEvseInput = {
  /** Its new eMI3 id. */
  evseId: string;
  /** The EVSE. */
  id: string;
};

/** What is to change at a site. What is left out stays as it is. */
export type UpdateSiteInput = {
  /** What the building is taken to draw while its meter says nothing; null: nothing else is on the connection. */
  buildingA?: number | null | undefined;
  /** What each car is kept to when nothing is heard of us. */
  fallbackA?: number | null | undefined;
  /** The least that a car gets, or it waits. */
  leastA?: number | null | undefined;
  /** What the connection can carry. */
  limitA?: number | null | undefined;
  /** Its name. */
  name?: string | null | undefined;
  /** What is to be kept free. */
  reserveA?: number | null | undefined;
  /** The site. */
  siteId: string;
  /** Volts between a phase and neutral. */
  voltage?: number | null | undefined;
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

/** How a variable is watched. */
export type VariableMonitorType =
  /** It is told when it has changed by the value; of what is no number, at each change. */
  | 'DELTA'
  /** It is told when it is below the value. */
  | 'LOWER_THRESHOLD'
  /** It is told every so many seconds, from now on. */
  | 'PERIODIC'
  /** It is told every so many seconds, counted from midnight. */
  | 'PERIODIC_CLOCK_ALIGNED'
  /** It is told when it is this far from its target. Only in OCPP 2.1. */
  | 'TARGET_DELTA'
  /** It is told when it is this part of its target away from it. Only in OCPP 2.1. */
  | 'TARGET_DELTA_RELATIVE'
  /** It is told when it is above the value. */
  | 'UPPER_THRESHOLD';

/** Which fee, and why. */
export type WaiveReservationFeeInput = {
  /** Why, 1 to 500 characters; its driver reads it. */
  reason: string;
  /** The slot that it is owed for. */
  reservationId: string;
};

/** Which stations to watch: those in a box, or some by their ids. */
export type WatchStationsInput = {
  /** All in this part of the map. With more than 1000 it is LIMIT_REACHED: zoom in. */
  box?: BoxInput | null | undefined;
  /** These; at most 200. */
  stationIds?: Array<string> | null | undefined;
};

/** A proposal of your own that is to be decided no more. */
export type WithdrawBillCorrectionInput = {
  /** The correction. */
  correctionId: string;
};

export type BulkCommandsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BulkCommandsQuery = { bulkCommands: { edges: Array<{ node: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BulkCommandResultsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BulkCommandResultsQuery = { bulkCommand: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, results: { edges: Array<{ node: { state: ChargePointCommandState, chargePoint: { id: string, identity: string } | null, command: { id: string, status: string | null, message: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, counts: Array<{ state: ChargePointCommandState, count: number }> } | null };

export type BulkCommandUpdatedSubscriptionVariables = Exact<{
  bulkCommandId: string;
}>;


export type BulkCommandUpdatedSubscription = { bulkCommandUpdated: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> } };

export type StartBulkCommandMutationVariables = Exact<{
  input: StartBulkCommandInput;
}>;


export type StartBulkCommandMutation = { startBulkCommand: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> } };

export type PauseBulkCommandMutationVariables = Exact<{
  input: PauseBulkCommandInput;
}>;


export type PauseBulkCommandMutation = { pauseBulkCommand: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> } };

export type ResumeBulkCommandMutationVariables = Exact<{
  input: ResumeBulkCommandInput;
}>;


export type ResumeBulkCommandMutation = { resumeBulkCommand: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> } };

export type CancelBulkCommandMutationVariables = Exact<{
  input: CancelBulkCommandInput;
}>;


export type CancelBulkCommandMutation = { cancelBulkCommand: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> } };

export type BulkFragment = { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, counts: Array<{ state: ChargePointCommandState, count: number }> };

export type TakenFragment = { id: string, kind: CalendarKind, evseId: string, evseNumber: number, startsAt: string, endsAt: string, note: string | null, ended: boolean, by: { id: string, displayName: string }, reservation: { id: string, state: ReservationState, reason: string | null } | null };

export type CalendarQueryVariables = Exact<{
  stationId: string;
  from: string;
  until: string;
  first: number;
  after?: string | null | undefined;
}>;


export type CalendarQuery = { station: { id: string, calendar: { edges: Array<{ node: { id: string, kind: CalendarKind, evseId: string, evseNumber: number, startsAt: string, endsAt: string, note: string | null, ended: boolean, by: { id: string, displayName: string }, reservation: { id: string, state: ReservationState, reason: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type BlockEvseMutationVariables = Exact<{
  input: BlockEvseInput;
}>;


export type BlockEvseMutation = { blockEvse: { id: string, kind: CalendarKind, evseId: string, evseNumber: number, startsAt: string, endsAt: string, note: string | null, ended: boolean, by: { id: string, displayName: string }, reservation: { id: string, state: ReservationState, reason: string | null } | null } };

export type UnblockEvseMutationVariables = Exact<{
  input: UnblockEvseInput;
}>;


export type UnblockEvseMutation = { unblockEvse: { id: string, kind: CalendarKind, evseId: string, evseNumber: number, startsAt: string, endsAt: string, note: string | null, ended: boolean, by: { id: string, displayName: string }, reservation: { id: string, state: ReservationState, reason: string | null } | null } };

export type ChargePointHistoryQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type ChargePointHistoryQuery = { chargePoint: { id: string, boots: { edges: Array<{ node: { at: string, reason: string | null, firmware: string | null, ocppVersion: OcppVersion } }> }, errors: { edges: Array<{ node: { id: string, evseNumber: number, connectorNumber: number, errorCode: string | null, errorInfo: string | null, vendorErrorCode: string | null, beganAt: string, endedAt: string | null } }> }, connections: { edges: Array<{ node: { beganAt: string, endedAt: string | null } }> }, securityEvents: { edges: Array<{ node: { id: string, type: string, techInfo: string | null, reportedAt: string } }> }, events: { edges: Array<{ node: { id: string, at: string, value: string, severity: number | null, trigger: string, kind: string, cleared: boolean, techInfo: string | null, of: { component: string, componentInstance: string | null, evseNumber: number | null, connectorNumber: number | null, variable: string, variableInstance: string | null } } }> } } | null };

export type ChargePointEventsSubscriptionVariables = Exact<{
  chargePointId: string;
  maxSeverity?: number | null | undefined;
}>;


export type ChargePointEventsSubscription = { chargePointEvents: Array<{ id: string, at: string, value: string, severity: number | null, trigger: string, kind: string, cleared: boolean, techInfo: string | null, of: { component: string, componentInstance: string | null, evseNumber: number | null, connectorNumber: number | null, variable: string, variableInstance: string | null } }> };

export type ChargePointWishesQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type ChargePointWishesQuery = { chargePoint: { id: string, showsCost: boolean, localList: { kept: boolean, version: number | null, failedAt: string | null } | null, wantedAvailability: { edges: Array<{ node: { evseNumber: number, connectorNumber: number, available: boolean, scheduled: boolean, agreedAt: string } }> }, chargingProfiles: { edges: Array<{ node: { profileId: number, source: string, purpose: ChargingProfilePurpose, stackLevel: number, evseNumber: number, transactionId: string | null, unit: ChargingRateUnit, startAt: string | null, repeats: ChargingProfileRepeats | null, durationSeconds: number | null, validFrom: string | null, validTo: string | null, confirmedAt: string, periods: Array<{ startSeconds: number, limit: number, phases: number | null }> } }> }, displayMessages: { edges: Array<{ node: { number: number, content: string, priority: string, startsAt: string | null, endsAt: string | null, confirmedAt: string } }> }, monitors: { edges: Array<{ node: { number: number, type: string, value: number, severity: number, confirmedAt: string, of: { component: string, componentInstance: string | null, evseNumber: number | null, connectorNumber: number | null, variable: string, variableInstance: string | null } } }> }, reservations: { edges: Array<{ node: { id: string, evseNumber: number, idToken: string, expiresAt: string, state: ChargePointReservationState, status: string | null } }> }, certificates: { edges: Array<{ node: { serial: string, subject: string, notAfter: string, revokedAt: string | null } }> } } | null };

export type KeepLocalListMutationVariables = Exact<{
  input: KeepLocalListInput;
}>;


export type KeepLocalListMutation = { keepLocalList: { id: string, localList: { kept: boolean, version: number | null, failedAt: string | null } | null } };

export type SetCostDisplayMutationVariables = Exact<{
  input: SetCostDisplayInput;
}>;


export type SetCostDisplayMutation = { setCostDisplay: { id: string, showsCost: boolean } };

export type RevokeCertificateMutationVariables = Exact<{
  input: RevokeCertificateInput;
}>;


export type RevokeCertificateMutation = { revokeCertificate: { serial: string, revokedAt: string | null } };

export type ChargerEventFragment = { id: string, at: string, value: string, severity: number | null, trigger: string, kind: string, cleared: boolean, techInfo: string | null, of: { component: string, componentInstance: string | null, evseNumber: number | null, connectorNumber: number | null, variable: string, variableInstance: string | null } };

export type WatchedFragment = { component: string, componentInstance: string | null, evseNumber: number | null, connectorNumber: number | null, variable: string, variableInstance: string | null };

export type RequestFirmwareUploadMutationVariables = Exact<{
  input: RequestFirmwareUploadInput;
}>;


export type RequestFirmwareUploadMutation = { requestFirmwareUpload: { url: string | null, expiresAt: string, image: { id: string, name: string, version: string | null, bytes: number, sha256: string, announcedAt: string, storedAt: string | null } } };

export type FirmwareImagesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FirmwareImagesQuery = { firmwareImages: { edges: Array<{ node: { id: string, name: string, version: string | null, bytes: number, sha256: string, announcedAt: string, storedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeleteFirmwareImageMutationVariables = Exact<{
  input: DeleteFirmwareImageInput;
}>;


export type DeleteFirmwareImageMutation = { deleteFirmwareImage: { id: string } };

export type ChargePointRunsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
}>;


export type ChargePointRunsQuery = { chargePoint: { id: string, firmware: string | null, firmwareRuns: { edges: Array<{ node: { id: string, state: ChargePointRunState, message: string | null, requestedAt: string, retrieveAt: string, endedAt: string | null, signed: boolean, location: string | null, firmwareBefore: string | null, firmwareAfter: string | null, statuses: Array<{ status: string, at: string }>, image: { id: string, name: string, version: string | null, bytes: number, sha256: string, announcedAt: string, storedAt: string | null } | null } }> }, logRuns: { edges: Array<{ node: { id: string, type: ChargePointLogType, state: ChargePointRunState, message: string | null, requestedAt: string, endedAt: string | null, location: string | null, statuses: Array<{ status: string, at: string }>, file: { name: string, bytes: number, url: string } | null } }> } } | null };

export type FirmwareRunUpdatedSubscriptionVariables = Exact<{
  runId: string;
}>;


export type FirmwareRunUpdatedSubscription = { firmwareRunUpdated: { id: string, state: ChargePointRunState, message: string | null, requestedAt: string, retrieveAt: string, endedAt: string | null, signed: boolean, location: string | null, firmwareBefore: string | null, firmwareAfter: string | null, statuses: Array<{ status: string, at: string }>, image: { id: string, name: string, version: string | null, bytes: number, sha256: string, announcedAt: string, storedAt: string | null } | null } };

export type LogRunUpdatedSubscriptionVariables = Exact<{
  runId: string;
}>;


export type LogRunUpdatedSubscription = { logRunUpdated: { id: string, type: ChargePointLogType, state: ChargePointRunState, message: string | null, requestedAt: string, endedAt: string | null, location: string | null, statuses: Array<{ status: string, at: string }>, file: { name: string, bytes: number, url: string } | null } };

export type AbandonChargePointRunMutationVariables = Exact<{
  input: AbandonChargePointRunInput;
}>;


export type AbandonChargePointRunMutation = { abandonChargePointRun:
    | { id: string, state: ChargePointRunState, message: string | null }
    | { id: string, state: ChargePointRunState, message: string | null }
   };

export type ImageFragment = { id: string, name: string, version: string | null, bytes: number, sha256: string, announcedAt: string, storedAt: string | null };

export type FirmwareUpdateFragment = { id: string, state: ChargePointRunState, message: string | null, requestedAt: string, retrieveAt: string, endedAt: string | null, signed: boolean, location: string | null, firmwareBefore: string | null, firmwareAfter: string | null, statuses: Array<{ status: string, at: string }>, image: { id: string, name: string, version: string | null, bytes: number, sha256: string, announcedAt: string, storedAt: string | null } | null };

export type LogUploadFragment = { id: string, type: ChargePointLogType, state: ChargePointRunState, message: string | null, requestedAt: string, endedAt: string | null, location: string | null, statuses: Array<{ status: string, at: string }>, file: { name: string, bytes: number, url: string } | null };

export type ChargePointsQueryVariables = Exact<{
  filter?: ChargePointFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargePointsQuery = { chargePoints: { edges: Array<{ node: { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, firmware: string | null, connection: { since: string, securityProfile: number | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ChargePointQueryVariables = Exact<{
  id: string;
}>;


export type ChargePointQuery = { chargePoint: { bootedAt: string | null, bootCount: number, clockAheadMs: number | null, serialNumber: string | null, quarantinedCount: number, keptCount: number, id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, firmware: string | null, connectors: Array<{ evseNumber: number, connectorNumber: number, status: ChargePointConnectorStatus, errorCode: string | null, errorInfo: string | null, at: string }>, uptime: Array<{ days: number, since: string, connectedSeconds: number, share: number | null }>, connection: { since: string, securityProfile: number | null } | null } | null };

export type ChargePointUpdatedSubscriptionVariables = Exact<{
  id: string;
}>;


export type ChargePointUpdatedSubscription = { chargePointUpdated: { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, firmware: string | null, connection: { since: string, securityProfile: number | null } | null } };

export type ChargePointMessagesQueryVariables = Exact<{
  id: string;
  filter?: ChargePointMessageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargePointMessagesQuery = { chargePoint: { id: string, messages: { edges: Array<{ node: { id: string, at: string, direction: ChargePointMessageDirection, kind: ChargePointMessageKind, action: string | null, messageId: string | null, text: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ChargePointMessagesNowSubscriptionVariables = Exact<{
  chargePointId: string;
}>;


export type ChargePointMessagesNowSubscription = { chargePointMessages: { id: string, at: string, direction: ChargePointMessageDirection, kind: ChargePointMessageKind, action: string | null, messageId: string | null, text: string } };

export type ChargePointSettingsQueryVariables = Exact<{
  id: string;
  search?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargePointSettingsQuery = { chargePoint: { id: string, configuration: { edges: Array<{ node: { key: string, value: string | null, readonly: boolean, readAt: string, rebootRequired: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, deviceModel: { edges: Array<{ node: { path: string, component: string, componentInstance: string | null, evseNumber: number | null, connectorNumber: number | null, variable: string, variableInstance: string | null, readAt: string, rebootRequired: boolean, attributes: Array<{ type: string, value: string | null, mutability: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type QuarantinedMessagesQueryVariables = Exact<{
  filter?: QuarantinedMessageFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QuarantinedMessagesQuery = { quarantinedMessages: { edges: Array<{ node: { id: string, action: string, reason: string, payload: Readonly<Record<string, unknown>>, receivedAt: string, isUsedInPart: boolean, resolvedAt: string | null, resolution: QuarantineResolution | null, note: string | null, chargePoint: { id: string, identity: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DismissQuarantinedMessageMutationVariables = Exact<{
  input: DismissQuarantinedMessageInput;
}>;


export type DismissQuarantinedMessageMutation = { dismissQuarantinedMessage: { id: string, resolvedAt: string | null } };

export type RetryQuarantinedMessageMutationVariables = Exact<{
  input: RetryQuarantinedMessageInput;
}>;


export type RetryQuarantinedMessageMutation = { retryQuarantinedMessage: { message: { id: string, resolvedAt: string | null, resolution: QuarantineResolution | null }, again: { id: string, reason: string } | null } };

export type ChargePointCommandsQueryVariables = Exact<{
  id: string;
  filter?: ChargePointCommandFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargePointCommandsQuery = { chargePoint: { id: string, commands: { edges: Array<{ node: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ChargePointCommandQueryVariables = Exact<{
  id: string;
}>;


export type ChargePointCommandQuery = { chargePointCommand: { request: Readonly<Record<string, unknown>> | null, response: Readonly<Record<string, unknown>> | null, id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null, compositeSchedule: { unit: ChargingRateUnit, startAt: string | null, durationSeconds: number | null, periods: Array<{ startSeconds: number, limit: number, phases: number | null }> } | null, report: { parts: number, completedAt: string | null } | null } | null };

export type ChargePointCommandUpdatedSubscriptionVariables = Exact<{
  commandId: string;
}>;


export type ChargePointCommandUpdatedSubscription = { chargePointCommandUpdated: { response: Readonly<Record<string, unknown>> | null, id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null, report: { parts: number, completedAt: string | null } | null } };

export type CancelChargePointCommandMutationVariables = Exact<{
  input: CancelChargePointCommandInput;
}>;


export type CancelChargePointCommandMutation = { cancelChargePointCommand: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetChargingProfileMutationVariables = Exact<{
  input: SetChargingProfileInput;
}>;


export type SetChargingProfileMutation = { setChargingProfile: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ClearChargingProfilesMutationVariables = Exact<{
  input: ClearChargingProfilesInput;
}>;


export type ClearChargingProfilesMutation = { clearChargingProfiles: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetChargingProfilesMutationVariables = Exact<{
  input: GetChargingProfilesInput;
}>;


export type GetChargingProfilesMutation = { getChargingProfiles: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetCompositeScheduleMutationVariables = Exact<{
  input: GetCompositeScheduleInput;
}>;


export type GetCompositeScheduleMutation = { getCompositeSchedule: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type UpdateChargePointFirmwareMutationVariables = Exact<{
  input: UpdateChargePointFirmwareInput;
}>;


export type UpdateChargePointFirmwareMutation = { updateChargePointFirmware: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type TransferDataMutationVariables = Exact<{
  input: TransferDataInput;
}>;


export type TransferDataMutation = { transferData: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetConfigurationMutationVariables = Exact<{
  input: GetConfigurationInput;
}>;


export type GetConfigurationMutation = { getConfiguration: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ChangeConfigurationMutationVariables = Exact<{
  input: ChangeConfigurationInput;
}>;


export type ChangeConfigurationMutation = { changeConfiguration: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetVariablesMutationVariables = Exact<{
  input: GetVariablesInput;
}>;


export type GetVariablesMutation = { getVariables: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetVariablesMutationVariables = Exact<{
  input: SetVariablesInput;
}>;


export type SetVariablesMutation = { setVariables: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetBaseReportMutationVariables = Exact<{
  input: GetBaseReportInput;
}>;


export type GetBaseReportMutation = { getBaseReport: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type UnlockConnectorMutationVariables = Exact<{
  input: UnlockConnectorInput;
}>;


export type UnlockConnectorMutation = { unlockConnector: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ChangeAvailabilityMutationVariables = Exact<{
  input: ChangeAvailabilityInput;
}>;


export type ChangeAvailabilityMutation = { changeAvailability: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ResetChargePointMutationVariables = Exact<{
  input: ResetChargePointInput;
}>;


export type ResetChargePointMutation = { resetChargePoint: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type InstallCertificateMutationVariables = Exact<{
  input: InstallCertificateInput;
}>;


export type InstallCertificateMutation = { installCertificate: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type DeleteCertificateMutationVariables = Exact<{
  input: DeleteCertificateInput;
}>;


export type DeleteCertificateMutation = { deleteCertificate: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetInstalledCertificatesMutationVariables = Exact<{
  input: GetInstalledCertificatesInput;
}>;


export type GetInstalledCertificatesMutation = { getInstalledCertificates: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type RotateChargePointPasswordMutationVariables = Exact<{
  input: RotateChargePointPasswordInput;
}>;


export type RotateChargePointPasswordMutation = { rotateChargePointPassword: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetNetworkProfileMutationVariables = Exact<{
  input: SetNetworkProfileInput;
}>;


export type SetNetworkProfileMutation = { setNetworkProfile: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetDisplayMessageMutationVariables = Exact<{
  input: SetDisplayMessageInput;
}>;


export type SetDisplayMessageMutation = { setDisplayMessage: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ClearDisplayMessageMutationVariables = Exact<{
  input: ClearDisplayMessageInput;
}>;


export type ClearDisplayMessageMutation = { clearDisplayMessage: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetDisplayMessagesMutationVariables = Exact<{
  input: GetDisplayMessagesInput;
}>;


export type GetDisplayMessagesMutation = { getDisplayMessages: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetChargePointDiagnosticsMutationVariables = Exact<{
  input: GetChargePointDiagnosticsInput;
}>;


export type GetChargePointDiagnosticsMutation = { getChargePointDiagnostics: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetChargePointLogMutationVariables = Exact<{
  input: GetChargePointLogInput;
}>;


export type GetChargePointLogMutation = { getChargePointLog: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetVariableMonitorMutationVariables = Exact<{
  input: SetVariableMonitorInput;
}>;


export type SetVariableMonitorMutation = { setVariableMonitor: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ClearVariableMonitorMutationVariables = Exact<{
  input: ClearVariableMonitorInput;
}>;


export type ClearVariableMonitorMutation = { clearVariableMonitor: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetMonitoringBaseMutationVariables = Exact<{
  input: SetMonitoringBaseInput;
}>;


export type SetMonitoringBaseMutation = { setMonitoringBase: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SetMonitoringLevelMutationVariables = Exact<{
  input: SetMonitoringLevelInput;
}>;


export type SetMonitoringLevelMutation = { setMonitoringLevel: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetMonitoringReportMutationVariables = Exact<{
  input: GetMonitoringReportInput;
}>;


export type GetMonitoringReportMutation = { getMonitoringReport: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ClearCacheMutationVariables = Exact<{
  input: ClearCacheInput;
}>;


export type ClearCacheMutation = { clearCache: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type GetLocalListVersionMutationVariables = Exact<{
  input: GetLocalListVersionInput;
}>;


export type GetLocalListVersionMutation = { getLocalListVersion: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type SendLocalListMutationVariables = Exact<{
  input: SendLocalListInput;
}>;


export type SendLocalListMutation = { sendLocalList: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type TriggerMessageMutationVariables = Exact<{
  input: TriggerMessageInput;
}>;


export type TriggerMessageMutation = { triggerMessage: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type ReserveNowMutationVariables = Exact<{
  input: ReserveNowInput;
}>;


export type ReserveNowMutation = { reserveNow: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type CancelReservationMutationVariables = Exact<{
  input: CancelReservationInput;
}>;


export type CancelReservationMutation = { cancelReservation: { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type CommandFragment = { id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null };

export type ChargePointRowFragment = { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, firmware: string | null, connection: { since: string, securityProfile: number | null } | null };

export type ChargePointFrameFragment = { id: string, at: string, direction: ChargePointMessageDirection, kind: ChargePointMessageKind, action: string | null, messageId: string | null, text: string };

export type UserSessionsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UserSessionsQuery = { user: { id: string, chargingSessions: { edges: Array<{ node: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, startedAt: string | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, station: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type StationSessionsQueryVariables = Exact<{
  filter?: ChargingSessionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StationSessionsQuery = { chargingSessions: { totalCount: number, edges: Array<{ node: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, startedAt: string | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, user: { id: string } | null, station: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SessionCountsQueryVariables = Exact<{
  filter?: ChargingSessionFilter | null | undefined;
}>;


export type SessionCountsQuery = { chargingSessionCounts: { total: number, held: number, anonymous: number, byStatus: Array<{ status: ChargingSessionStatus, count: number }> } };

export type SessionDetailsQueryVariables = Exact<{
  id: string;
}>;


export type SessionDetailsQuery = { chargingSession: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, startedAt: string | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, user: { id: string, displayName: string } | null, chargeDetailRecord: { id: string, revision: number, totalEnergyWh: number, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null, reward: { id: string, amount: string, status: RewardStatus } | null, station: { id: string, name: string } } | null };

export type SessionRowFragment = { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, startedAt: string | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, station: { id: string, name: string } };

export type HeldBillsQueryVariables = Exact<{
  stationId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HeldBillsQuery = { chargingSessions: { totalCount: number, edges: Array<{ node: { id: string, startedAt: string | null, endedAt: string | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, station: { id: string, name: string }, runningCost: { amountMinor: number, currency: string } | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, chargeDetailRecords: Array<{ id: string, revision: number, creditOf: string | null, issuedAt: string, totalEnergyWh: number, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BillCorrectionsQueryVariables = Exact<{
  filter?: BillCorrectionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BillCorrectionsQuery = { billCorrections: { edges: Array<{ node: { id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, session: { id: string, startedAt: string | null, endedAt: string | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, station: { id: string, name: string }, runningCost: { amountMinor: number, currency: string } | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, chargeDetailRecords: Array<{ id: string, revision: number, creditOf: string | null, issuedAt: string, totalEnergyWh: number, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null }> } | null, proposedBy: { id: string }, decidedBy: { id: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ProposeBillCorrectionMutationVariables = Exact<{
  input: ProposeBillCorrectionInput;
}>;


export type ProposeBillCorrectionMutation = { proposeBillCorrection: { id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null } };

export type DecideBillCorrectionMutationVariables = Exact<{
  input: DecideBillCorrectionInput;
}>;


export type DecideBillCorrectionMutation = { decideBillCorrection: { id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, session: { id: string, startedAt: string | null, endedAt: string | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, station: { id: string, name: string }, runningCost: { amountMinor: number, currency: string } | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, chargeDetailRecords: Array<{ id: string, revision: number, creditOf: string | null, issuedAt: string, totalEnergyWh: number, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null }> } | null, proposedBy: { id: string }, decidedBy: { id: string } | null } };

export type WithdrawBillCorrectionMutationVariables = Exact<{
  input: WithdrawBillCorrectionInput;
}>;


export type WithdrawBillCorrectionMutation = { withdrawBillCorrection: { id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null } };

export type CorrectionFragment = { id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null };

export type CorrectableSessionFragment = { id: string, startedAt: string | null, endedAt: string | null, energyWh: number, held: boolean, flags: Array<ChargingSessionFlag>, station: { id: string, name: string }, runningCost: { amountMinor: number, currency: string } | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, chargeDetailRecords: Array<{ id: string, revision: number, creditOf: string | null, issuedAt: string, totalEnergyWh: number, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null }> };

export type AccountDeletionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountDeletionsQuery = { accountDeletions: { edges: Array<{ node: { id: string, userId: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RegisterMeterKeyMutationVariables = Exact<{
  input: RegisterMeterKeyInput;
}>;


export type RegisterMeterKeyMutation = { registerMeterKey: { id: string, meterSerial: string, curve: string, publicKey: string, validFrom: string, validUntil: string | null } };

export type SetMeterKeyEndMutationVariables = Exact<{
  input: SetMeterKeyEndInput;
}>;


export type SetMeterKeyEndMutation = { setMeterKeyEnd: { id: string, meterSerial: string, curve: string, publicKey: string, validFrom: string, validUntil: string | null } };

export type DemandSignedMeterMutationVariables = Exact<{
  stationId: string;
  required: boolean;
}>;


export type DemandSignedMeterMutation = { updateStation: { id: string, signedMeterRequired: boolean } };

export type MeterKeysQueryVariables = Exact<{
  stationId: string;
  after?: string | null | undefined;
}>;


export type MeterKeysQuery = { station: { id: string, signedMeterRequired: boolean, evses: Array<{ id: string, number: number, meterKeys: { edges: Array<{ node: { id: string, meterSerial: string, curve: string, publicKey: string, validFrom: string, validUntil: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } }> } | null };

export type KeyFragment = { id: string, meterSerial: string, curve: string, publicKey: string, validFrom: string, validUntil: string | null };

export type NotificationPreviewQueryVariables = Exact<{
  topic: NotificationTopic;
  locale: string;
}>;


export type NotificationPreviewQuery = { notificationPreview: { language: string, title: string, body: string, action: string, mailSubject: string, mailText: string, mailHtml: string } };

export type NotificationFiguresQueryVariables = Exact<{
  from: string;
  until: string;
}>;


export type NotificationFiguresQuery = { notificationFigures: Array<{ topic: NotificationTopic, channel: NotificationChannel, state: DeliveryState, count: number }> };

export type AnnouncedFragment = { id: string, title: string, state: AnnouncementState, told: number, createdAt: string, endedAt: string | null };

export type AnnouncementsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AnnouncementsQuery = { announcements: { edges: Array<{ node: { id: string, title: string, state: AnnouncementState, told: number, createdAt: string, endedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AnnounceMutationVariables = Exact<{
  input: AnnounceInput;
}>;


export type AnnounceMutation = { announce: { announcement: { id: string, title: string, state: AnnouncementState, told: number, createdAt: string, endedAt: string | null } } };

export type CancelAnnouncementMutationVariables = Exact<{
  input: CancelAnnouncementInput;
}>;


export type CancelAnnouncementMutation = { cancelAnnouncement: { announcement: { id: string, title: string, state: AnnouncementState, told: number, createdAt: string, endedAt: string | null } } };

export type AuditPageQueryVariables = Exact<{
  subjectId?: string | null | undefined;
  actorId?: string | null | undefined;
  action?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AuditPageQuery = { accountAudit: { edges: Array<{ node: { id: string, at: string, action: string, subjectId: string, detail: string, requestId: string | null, actor: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BulkPageQueryVariables = Exact<{
  id: string;
}>;


export type BulkPageQuery = { bulkCommand: { id: string, kind: ChargePointCommandKind, state: BulkCommandState, message: string | null, chargerCount: number, doneCount: number, requestedAt: string, settledAt: string | null, like: { id: string, state: ChargePointCommandState, chargePoint: { id: string, identity: string } | null } | null, counts: Array<{ state: ChargePointCommandState, count: number }> } | null };

export type BulkResultsQueryVariables = Exact<{
  id: string;
  state?: ChargePointCommandState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type BulkResultsQuery = { bulkCommand: { id: string, results: { edges: Array<{ node: { state: ChargePointCommandState, chargePoint: { id: string, identity: string } | null, command: { id: string, status: string | null, message: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type AnnouncementsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type AnnouncementsPageQuery = { announcements: { edges: Array<{ node: { kind: AnnouncementKind, id: string, title: string, state: AnnouncementState, told: number, createdAt: string, endedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ModelsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsPageQuery = { models: Array<{ name: string, version: string, task: string, state: ModelState, sha256: string, licence: string, thresholds: string, metrics: string }> };

export type ModelsPageReloadMutationVariables = Exact<{ [key: string]: never; }>;


export type ModelsPageReloadMutation = { reloadModels: { models: Array<{ name: string, version: string, task: string, state: ModelState, sha256: string, licence: string, thresholds: string, metrics: string }> } };

export type ModelRowFragment = { name: string, version: string, task: string, state: ModelState, sha256: string, licence: string, thresholds: string, metrics: string };

export type SiteChoicesQueryVariables = Exact<{
  first: number;
}>;


export type SiteChoicesQuery = { sites: { edges: Array<{ node: { id: string, name: string } }> } };

export type OperatorChoicesQueryVariables = Exact<{
  first: number;
}>;


export type OperatorChoicesQuery = { users: { edges: Array<{ node: { id: string, displayName: string } }> } };

export type RegisterByWizardMutationVariables = Exact<{
  input: RegisterStationInput;
}>;


export type RegisterByWizardMutation = { registerStation: { password: string | null, station: { name: string, city: string, identity: string | null, access: StationAccess, retiredAt: string | null, id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> } } };

export type BillsPageQueryVariables = Exact<{
  filter?: BillFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type BillsPageQuery = { bills: { edges: Array<{ node: { id: string, state: BillState, openedAt: string, beingCorrected: boolean, place: { name: string } | null, user: { id: string, displayName: string } | null, total: { amountMinor: number, amount: string, currency: string }, paid: { amountMinor: number, amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, amount: string, currency: string } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsGiveBackMutationVariables = Exact<{
  input: RefundBillInput;
}>;


export type PaymentsGiveBackMutation = { refundBill: { id: string, state: BillState, openedAt: string, beingCorrected: boolean, place: { name: string } | null, user: { id: string, displayName: string } | null, total: { amountMinor: number, amount: string, currency: string }, paid: { amountMinor: number, amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, amount: string, currency: string } }> } };

export type RefundsPageQueryVariables = Exact<{
  state?: Array<RefundState> | RefundState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type RefundsPageQuery = { refunds: { edges: Array<{ node: { id: string, billId: string | null, state: RefundState, toWallet: boolean, reason: string, createdAt: string, amount: { amountMinor: number, amount: string, currency: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsRetryRefundMutationVariables = Exact<{
  input: RetryRefundInput;
}>;


export type PaymentsRetryRefundMutation = { retryRefund: { id: string, billId: string | null, state: RefundState, toWallet: boolean, reason: string, createdAt: string, amount: { amountMinor: number, amount: string, currency: string } } };

export type DisputesPageQueryVariables = Exact<{
  state?: Array<DisputeState> | DisputeState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type DisputesPageQuery = { disputes: { edges: Array<{ node: { id: string, state: DisputeState, reason: string, dueBy: string | null, answer: string | null, openedAt: string, amount: { amountMinor: number, amount: string, currency: string }, fee: { amountMinor: number, amount: string, currency: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsAnswerDisputeMutationVariables = Exact<{
  input: AnswerDisputeInput;
}>;


export type PaymentsAnswerDisputeMutation = { answerDispute: { id: string, state: DisputeState, reason: string, dueBy: string | null, answer: string | null, openedAt: string, amount: { amountMinor: number, amount: string, currency: string }, fee: { amountMinor: number, amount: string, currency: string } } };

export type MismatchesPageQueryVariables = Exact<{
  open: boolean;
  first: number;
  after?: string | null | undefined;
}>;


export type MismatchesPageQuery = { mismatches: { edges: Array<{ node: { id: string, provider: PaymentProvider, kind: string, aboutKind: string, aboutId: string, ours: string | null, theirs: string | null, currency: string | null, notedAt: string, resolvedAt: string | null, resolution: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsResolveMismatchMutationVariables = Exact<{
  input: ResolveMismatchInput;
}>;


export type PaymentsResolveMismatchMutation = { resolveMismatch: { id: string, provider: PaymentProvider, kind: string, aboutKind: string, aboutId: string, ours: string | null, theirs: string | null, currency: string | null, notedAt: string, resolvedAt: string | null, resolution: string | null } };

export type PayoutsPageQueryVariables = Exact<{
  filter?: PayoutFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PayoutsPageQuery = { payouts: { edges: Array<{ node: { id: string, state: PayoutState, week: string, amount: string, currency: string, provider: PaymentProvider | null, account: string | null, failure: string | null, operator: { id: string, displayName: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsApprovePayoutMutationVariables = Exact<{
  input: ApprovePayoutInput;
}>;


export type PaymentsApprovePayoutMutation = { approvePayout: { id: string, state: PayoutState, week: string, amount: string, currency: string, provider: PaymentProvider | null, account: string | null, failure: string | null, operator: { id: string, displayName: string } } };

export type AdjustmentsPageQueryVariables = Exact<{
  states?: Array<AdjustmentState> | AdjustmentState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AdjustmentsPageQuery = { adjustments: { edges: Array<{ node: { id: string, beneficiary: AdjustmentBeneficiary, beneficiaryId: string, state: AdjustmentState, reason: string, evidence: string, proposedAt: string, proposedBy: { id: string, displayName: string }, amount: { amountMinor: number, amount: string, currency: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsDecideAdjustmentMutationVariables = Exact<{
  input: DecideAdjustmentInput;
}>;


export type PaymentsDecideAdjustmentMutation = { decideAdjustment: { id: string, beneficiary: AdjustmentBeneficiary, beneficiaryId: string, state: AdjustmentState, reason: string, evidence: string, proposedAt: string, proposedBy: { id: string, displayName: string }, amount: { amountMinor: number, amount: string, currency: string } } };

export type OperationsPageQueryVariables = Exact<{
  state: PaymentOperationState;
  first: number;
  after?: string | null | undefined;
}>;


export type OperationsPageQuery = { paymentOperations: { edges: Array<{ node: { id: string, kind: PaymentOperationKind, provider: PaymentProvider, state: PaymentOperationState, subjectType: string, refusal: string | null, tries: number, createdAt: string, amount: { amountMinor: number, amount: string, currency: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PaymentsRetryOperationMutationVariables = Exact<{
  input: RetryPaymentOperationInput;
}>;


export type PaymentsRetryOperationMutation = { retryPaymentOperation: { id: string, kind: PaymentOperationKind, provider: PaymentProvider, state: PaymentOperationState, subjectType: string, refusal: string | null, tries: number, createdAt: string, amount: { amountMinor: number, amount: string, currency: string } | null } };

export type AmountFragment = { amountMinor: number, amount: string, currency: string };

export type BillShownFragment = { id: string, state: BillState, openedAt: string, beingCorrected: boolean, place: { name: string } | null, user: { id: string, displayName: string } | null, total: { amountMinor: number, amount: string, currency: string }, paid: { amountMinor: number, amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, amount: string, currency: string } }> };

export type RefundShownFragment = { id: string, billId: string | null, state: RefundState, toWallet: boolean, reason: string, createdAt: string, amount: { amountMinor: number, amount: string, currency: string } };

export type DisputeShownFragment = { id: string, state: DisputeState, reason: string, dueBy: string | null, answer: string | null, openedAt: string, amount: { amountMinor: number, amount: string, currency: string }, fee: { amountMinor: number, amount: string, currency: string } };

export type MismatchShownFragment = { id: string, provider: PaymentProvider, kind: string, aboutKind: string, aboutId: string, ours: string | null, theirs: string | null, currency: string | null, notedAt: string, resolvedAt: string | null, resolution: string | null };

export type PayoutShownFragment = { id: string, state: PayoutState, week: string, amount: string, currency: string, provider: PaymentProvider | null, account: string | null, failure: string | null, operator: { id: string, displayName: string } };

export type AdjustmentShownFragment = { id: string, beneficiary: AdjustmentBeneficiary, beneficiaryId: string, state: AdjustmentState, reason: string, evidence: string, proposedAt: string, proposedBy: { id: string, displayName: string }, amount: { amountMinor: number, amount: string, currency: string } };

export type OperationShownFragment = { id: string, kind: PaymentOperationKind, provider: PaymentProvider, state: PaymentOperationState, subjectType: string, refusal: string | null, tries: number, createdAt: string, amount: { amountMinor: number, amount: string, currency: string } | null };

export type PointPageQueryVariables = Exact<{
  id: string;
}>;


export type PointPageQuery = { chargePoint: { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, serialNumber: string | null, firmware: string | null, bootedAt: string | null, quarantinedCount: number, station: { id: string, name: string, city: string, timeZone: string }, connection: { since: string, securityProfile: number | null } | null, connectors: Array<{ evseNumber: number, connectorNumber: number, status: ChargePointConnectorStatus, at: string, errorCode: string | null, errorInfo: string | null }> } | null };

export type PointPageLiveSubscriptionVariables = Exact<{
  id: string;
}>;


export type PointPageLiveSubscription = { chargePointUpdated: { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, serialNumber: string | null, firmware: string | null, bootedAt: string | null, quarantinedCount: number, connection: { since: string, securityProfile: number | null } | null, connectors: Array<{ evseNumber: number, connectorNumber: number, status: ChargePointConnectorStatus, at: string, errorCode: string | null, errorInfo: string | null }> } };

export type PointCommandsQueryVariables = Exact<{
  id: string;
  first: number;
}>;


export type PointCommandsQuery = { chargePoint: { id: string, commands: { edges: Array<{ node: { response: Readonly<Record<string, unknown>> | null, id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } }> } } | null };

export type PointCommandLiveSubscriptionVariables = Exact<{
  commandId: string;
}>;


export type PointCommandLiveSubscription = { chargePointCommandUpdated: { response: Readonly<Record<string, unknown>> | null, id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null } };

export type PointShownFragment = { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, serialNumber: string | null, firmware: string | null, bootedAt: string | null, quarantinedCount: number, connection: { since: string, securityProfile: number | null } | null, connectors: Array<{ evseNumber: number, connectorNumber: number, status: ChargePointConnectorStatus, at: string, errorCode: string | null, errorInfo: string | null }> };

export type CommandShownFragment = { response: Readonly<Record<string, unknown>> | null, id: string, kind: ChargePointCommandKind, state: ChargePointCommandState, status: string | null, message: string | null, requestedAt: string, expiresAt: string, sentAt: string | null, settledAt: string | null };

export type PointConfigurationQueryVariables = Exact<{
  id: string;
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PointConfigurationQuery = { chargePoint: { id: string, configuration: { edges: Array<{ node: { key: string, value: string | null, readonly: boolean, readAt: string, rebootRequired: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PointVariablesQueryVariables = Exact<{
  id: string;
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PointVariablesQuery = { chargePoint: { id: string, deviceModel: { edges: Array<{ node: { path: string, readAt: string, rebootRequired: boolean, attributes: Array<{ type: string, value: string | null, mutability: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PointQuarantineQueryVariables = Exact<{
  filter?: QuarantinedMessageFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PointQuarantineQuery = { quarantinedMessages: { edges: Array<{ node: { id: string, action: string, reason: string, payload: Readonly<Record<string, unknown>>, receivedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SettingShownFragment = { key: string, value: string | null, readonly: boolean, readAt: string, rebootRequired: boolean };

export type VariableShownFragment = { path: string, readAt: string, rebootRequired: boolean, attributes: Array<{ type: string, value: string | null, mutability: string | null }> };

export type QuarantinedShownFragment = { id: string, action: string, reason: string, payload: Readonly<Record<string, unknown>>, receivedAt: string };

export type PointsPageQueryVariables = Exact<{
  filter?: ChargePointFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type PointsPageQuery = { chargePoints: { edges: Array<{ node: { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, firmware: string | null, station: { name: string, city: string, id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PointListedFragment = { id: string, identity: string, ocppVersion: OcppVersion | null, vendor: string | null, model: string | null, firmware: string | null, station: { name: string, city: string, id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> } };

export type VerificationPolicyQueryVariables = Exact<{ [key: string]: never; }>;


export type VerificationPolicyQuery = { verificationPolicy: { version: number, since: string, reason: string, auditPermille: number, unboundPermille: number, newDriverPermille: number, newDriverPhotos: number, unboundPerDay: number, dayWorth: string, setBy: { id: string, displayName: string } | null } };

export type PolicyPageQueryVariables = Exact<{ [key: string]: never; }>;


export type PolicyPageQuery = { verificationPolicy: { version: number, since: string, reason: string, auditPermille: number, unboundPermille: number, newDriverPermille: number, newDriverPhotos: number, unboundPerDay: number, dayWorth: string, setBy: { id: string, displayName: string } | null }, reviewStatistics: { audits: { decided: number, wrong: number, waiting: number, errorRate: number | null, errorRateUpTo: number | null } } };

export type PolicyVersionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PolicyVersionsQuery = { verificationPolicies: { edges: Array<{ node: { version: number, since: string, reason: string, auditPermille: number, unboundPermille: number, newDriverPermille: number, newDriverPhotos: number, unboundPerDay: number, dayWorth: string, setBy: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SetVerificationPolicyMutationVariables = Exact<{
  input: SetVerificationPolicyInput;
}>;


export type SetVerificationPolicyMutation = { setVerificationPolicy: { version: number, since: string, reason: string, auditPermille: number, unboundPermille: number, newDriverPermille: number, newDriverPhotos: number, unboundPerDay: number, dayWorth: string, setBy: { id: string, displayName: string } | null } };

export type PolicyShownFragment = { version: number, since: string, reason: string, auditPermille: number, unboundPermille: number, newDriverPermille: number, newDriverPhotos: number, unboundPerDay: number, dayWorth: string, setBy: { id: string, displayName: string } | null };

export type ReviewPageQueryVariables = Exact<{ [key: string]: never; }>;


export type ReviewPageQuery = { reviewStatistics: { waiting: number, claimed: number, oldestAt: string | null } };

export type ReviewPageLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ReviewPageLiveSubscription = { reviewQueueChanged: { waiting: number, claimed: number, oldestAt: string | null } };

export type ReviewWaitingQueryVariables = Exact<{
  first: number;
}>;


export type ReviewWaitingQuery = { reviewQueue: { edges: Array<{ node: { id: string, claimedUntil: string | null } }> } };

export type ReviewPageClaimMutationVariables = Exact<{
  input: ClaimReviewInput;
}>;


export type ReviewPageClaimMutation = { claimReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, decisions: Array<{ decision: ReviewVerdict, final: boolean, reading: number | null, decidedAt: string, reasons: Array<{ code: string, message: string }>, reviewer: { id: string, displayName: string } | null }>, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type QueueShownFragment = { waiting: number, claimed: number, oldestAt: string | null };

export type CaseShownFragment = { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, decisions: Array<{ decision: ReviewVerdict, final: boolean, reading: number | null, decidedAt: string, reasons: Array<{ code: string, message: string }>, reviewer: { id: string, displayName: string } | null }>, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } };

export type RewardRulesPageQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardRulesPageQuery = { rewardRules: Array<{ id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string, budget: string, period: RewardBudgetPeriod, granted: string, publishedAt: string | null }> };

export type RewardLimitsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardLimitsPageQuery = { rewardLimits: Array<{ id: string, version: number, validFrom: string, perUser: string, perStation: string, budget: string, settlingSeconds: number }> };

export type RewardCampaignsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type RewardCampaignsPageQuery = { rewardCampaigns: { edges: Array<{ node: { id: string, title: string, rule: RewardRuleName, factorPermille: number, startsAt: string, endsAt: string, timeZone: string, budget: string, perUser: string, perUserDay: string, granted: string, publishedAt: string | null, stoppedAt: string | null, windows: Array<{ days: Array<number>, from: number, until: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type HeldRewardsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type HeldRewardsPageQuery = { heldRewards: { edges: Array<{ node: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, quantity: number, earnedAt: string, rule: { id: string, name: RewardRuleName, unit: RewardUnit }, user: { id: string, displayName: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type BlockedRewardsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type BlockedRewardsPageQuery = { blockedRewards: { edges: Array<{ node: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, quantity: number, earnedAt: string, rule: { id: string, name: RewardRuleName, unit: RewardUnit }, user: { id: string, displayName: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type WaitingRewardFragment = { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, quantity: number, earnedAt: string, rule: { id: string, name: RewardRuleName, unit: RewardUnit }, user: { id: string, displayName: string } };

export type ConsoleSessionQueryVariables = Exact<{
  id: string;
}>;


export type ConsoleSessionQuery = { chargingSession: { failureReason: ChargingFailureReason | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, powerW: number | null, socPercent: number | null, flags: Array<ChargingSessionFlag>, id: string, status: ChargingSessionStatus, requestedAt: string, startedAt: string | null, energyWh: number, held: boolean, powerProfile: Array<{ from: string, meanW: number }>, connector: { id: string, number: number, evse: { id: string, number: number } } | null, costLines: Array<{ type: CostLineType, billedQuantity: number, price: number, costInclVat: { amount: string, currency: string } | null, costExclVat: { amount: string, currency: string } }> | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, station: { id: string, name: string, timeZone: string }, runningCost: { amount: string, currency: string } | null, chargeDetailRecord: { id: string, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null } | null };

export type ConsoleMeterQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type ConsoleMeterQuery = { chargingSession: { id: string, meterValues: { edges: Array<{ node: { at: string, registerWh: number | null, powerW: number | null, socPercent: number | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ConsoleSessionLiveSubscriptionVariables = Exact<{
  sessionId: string;
}>;


export type ConsoleSessionLiveSubscription = { sessionUpdated: { failureReason: ChargingFailureReason | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, powerW: number | null, socPercent: number | null, flags: Array<ChargingSessionFlag>, id: string, status: ChargingSessionStatus, requestedAt: string, startedAt: string | null, energyWh: number, held: boolean, connector: { id: string, number: number, evse: { id: string, number: number } } | null, costLines: Array<{ type: CostLineType, billedQuantity: number, price: number, costInclVat: { amount: string, currency: string } | null, costExclVat: { amount: string, currency: string } }> | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, station: { id: string, name: string, timeZone: string }, runningCost: { amount: string, currency: string } | null, chargeDetailRecord: { id: string, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null } };

export type ConsoleSessionShownFragment = { failureReason: ChargingFailureReason | null, endedAt: string | null, endReason: string | null, endedBy: ChargingSessionEnd | null, powerW: number | null, socPercent: number | null, flags: Array<ChargingSessionFlag>, id: string, status: ChargingSessionStatus, requestedAt: string, startedAt: string | null, energyWh: number, held: boolean, connector: { id: string, number: number, evse: { id: string, number: number } } | null, costLines: Array<{ type: CostLineType, billedQuantity: number, price: number, costInclVat: { amount: string, currency: string } | null, costExclVat: { amount: string, currency: string } }> | null, corrections: Array<{ id: string, state: BillCorrectionState, energyBeforeWh: number, energyWh: number, reason: string, proposedAt: string, expiresAt: string, decidedAt: string | null, decisionReason: string | null, proposedBy: { id: string }, decidedBy: { id: string } | null }>, station: { id: string, name: string, timeZone: string }, runningCost: { amount: string, currency: string } | null, chargeDetailRecord: { id: string, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null };

export type SessionsPageQueryVariables = Exact<{
  filter?: ChargingSessionFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SessionsPageQuery = { chargingSessions: { totalCount: number, edges: Array<{ node: { id: string, status: ChargingSessionStatus, requestedAt: string, startedAt: string | null, energyWh: number, held: boolean, station: { id: string, name: string, timeZone: string }, runningCost: { amount: string, currency: string } | null, chargeDetailRecord: { id: string, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SessionListedFragment = { id: string, status: ChargingSessionStatus, requestedAt: string, startedAt: string | null, energyWh: number, held: boolean, station: { id: string, name: string, timeZone: string }, runningCost: { amount: string, currency: string } | null, chargeDetailRecord: { id: string, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null };

export type SettlementPageQueryVariables = Exact<{ [key: string]: never; }>;


export type SettlementPageQuery = { settlement: Array<{ waiting: number, waitingAmount: string, oldestDueAt: string | null, blocked: number, blockedAmount: string, submitted: number, submittedAmount: string, oldestSubmittedAt: string | null, settled: number, settledAmount: string, batches: number, lastSettledAt: string | null, notFinal: number, paidTwice: number, feesWei: string, remainingBudget: string | null, rewardMaximum: string | null, contractPaused: boolean | null, pausedAt: string | null, pauseReason: string | null, nodes: number, quorum: number, warning: string | null, fault: string | null, faultSince: string | null, comparedAt: string | null, chain: { id: number, name: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null, maxFeeWei: string | null, seenAt: string | null } }> };

export type OverviewChargersQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewChargersQuery = { offline: { totalCount: number }, faulted: { totalCount: number } };

export type OverviewHeldBillsQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewHeldBillsQuery = { chargingSessionCounts: { held: number } };

export type OverviewUseQueryVariables = Exact<{
  from: string;
  until: string;
}>;


export type OverviewUseQuery = { stationUse: { days: Array<{ day: string, sessions: number, energyWh: number }> } };

export type OverviewSettlementQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewSettlementQuery = { settlement: Array<{ waiting: number, oldestDueAt: string | null, pausedAt: string | null, fault: string | null, chain: { id: number, name: string } }> };

export type OverviewHeldRewardsQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewHeldRewardsQuery = { heldRewards: { edges: Array<{ node: { id: string, earnedAt: string } }> } };

export type StationChoicesQueryVariables = Exact<{
  filter?: StationFilter | null | undefined;
  first: number;
}>;


export type StationChoicesQuery = { stations: { edges: Array<{ node: { id: string, name: string } }>, pageInfo: { hasNextPage: boolean } } };

export type StationNameQueryVariables = Exact<{
  id: string;
}>;


export type StationNameQuery = { station: { id: string, name: string } | null };

export type ConsoleStationQueryVariables = Exact<{
  id: string;
}>;


export type ConsoleStationQuery = { station: { address: string, country: string, timeZone: string, operatorId: string, signedMeterRequired: boolean, facilities: Array<Facility>, openNow: boolean, name: string, city: string, identity: string | null, access: StationAccess, retiredAt: string | null, id: string, online: boolean, location: { latitude: number, longitude: number }, hours: { twentyFourSeven: boolean, regular: Array<{ weekday: number, begin: string, end: string }>, openings: Array<{ begin: string, end: string }>, closings: Array<{ begin: string, end: string }> } | null, bookingTerms: { open: boolean, fees: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, earlyStartMinutes: number, noShowAfterMinutes: number, lateStopMinutes: number, keptFree: number } | null, evses: Array<{ id: string, number: number, evseId: string, status: ConnectorStatus, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, tariff: { id: string, description: string, currency: string } | null }> }> } | null };

export type TariffChoicesQueryVariables = Exact<{
  operatorId?: string | null | undefined;
  first: number;
}>;


export type TariffChoicesQuery = { tariffs: { edges: Array<{ node: { id: string, description: string, currency: string } }> } };

export type StationFaultsQueryVariables = Exact<{
  filter?: FaultReportFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type StationFaultsQuery = { faultReports: { edges: Array<{ node: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, number: number, station: { id: string, name: string } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationLiveSubscriptionVariables = Exact<{
  stationId: string;
}>;


export type StationLiveSubscription = { stationAvailability: { id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, status: ConnectorStatus }> }> } };

export type SaveTermsMutationVariables = Exact<{
  input: SaveBookingTermsInput;
}>;


export type SaveTermsMutation = { saveBookingTerms: { open: boolean, fees: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, earlyStartMinutes: number, noShowAfterMinutes: number, lateStopMinutes: number, keptFree: number } };

export type SaveStationMutationVariables = Exact<{
  input: UpdateStationInput;
}>;


export type SaveStationMutation = { updateStation: { address: string, country: string, timeZone: string, operatorId: string, signedMeterRequired: boolean, facilities: Array<Facility>, openNow: boolean, name: string, city: string, identity: string | null, access: StationAccess, retiredAt: string | null, id: string, online: boolean, location: { latitude: number, longitude: number }, hours: { twentyFourSeven: boolean, regular: Array<{ weekday: number, begin: string, end: string }>, openings: Array<{ begin: string, end: string }>, closings: Array<{ begin: string, end: string }> } | null, bookingTerms: { open: boolean, fees: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, earlyStartMinutes: number, noShowAfterMinutes: number, lateStopMinutes: number, keptFree: number } | null, evses: Array<{ id: string, number: number, evseId: string, status: ConnectorStatus, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, tariff: { id: string, description: string, currency: string } | null }> }> } };

export type StationShownFragment = { address: string, country: string, timeZone: string, operatorId: string, signedMeterRequired: boolean, facilities: Array<Facility>, openNow: boolean, name: string, city: string, identity: string | null, access: StationAccess, retiredAt: string | null, id: string, online: boolean, location: { latitude: number, longitude: number }, hours: { twentyFourSeven: boolean, regular: Array<{ weekday: number, begin: string, end: string }>, openings: Array<{ begin: string, end: string }>, closings: Array<{ begin: string, end: string }> } | null, bookingTerms: { open: boolean, fees: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, earlyStartMinutes: number, noShowAfterMinutes: number, lateStopMinutes: number, keptFree: number } | null, evses: Array<{ id: string, number: number, evseId: string, status: ConnectorStatus, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, tariff: { id: string, description: string, currency: string } | null }> }> };

export type TermsShownFragment = { open: boolean, fees: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, earlyStartMinutes: number, noShowAfterMinutes: number, lateStopMinutes: number, keptFree: number };

export type StationsPageQueryVariables = Exact<{
  filter?: StationFilter | null | undefined;
  retired?: boolean | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type StationsPageQuery = { stations: { edges: Array<{ node: { name: string, city: string, identity: string | null, access: StationAccess, retiredAt: string | null, id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationsPageLiveSubscriptionVariables = Exact<{
  input: WatchStationsInput;
}>;


export type StationsPageLiveSubscription = { stationsAvailability: { stations: Array<{ id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> }> } };

export type StationListedFragment = { name: string, city: string, identity: string | null, access: StationAccess, retiredAt: string | null, id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> };

export type StationStatusFragment = { id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> };

export type TariffsPageQueryVariables = Exact<{
  operatorId?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type TariffsPageQuery = { tariffs: { edges: Array<{ node: { id: string, version: number, currency: string, description: string, validFrom: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TariffPageQueryVariables = Exact<{
  id: string;
}>;


export type TariffPageQuery = { tariff: { altUrl: string | null, id: string, version: number, currency: string, description: string, validFrom: string, minPrice: { exclVat: number, inclVat: number | null } | null, maxPrice: { exclVat: number, inclVat: number | null } | null, preauthorizeAmount: { amount: string } | null, altTexts: Array<{ language: string, text: string }>, energyMix: { isGreen: boolean, supplier: string | null, product: string | null, sources: Array<{ source: EnergySourceCategory, percentage: number }>, impacts: Array<{ category: EnvironmentalImpactCategory, gramsPerKwh: number }> } | null, idle: { graceMinutes: number | null, noticeMinutes: number | null, cap: { exclVat: number, inclVat: number | null } | null } | null, versions: Array<{ version: number, validFrom: string, savedAt: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }> }> | null, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }> } | null };

export type TariffUseQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
}>;


export type TariffUseQuery = { tariff: { id: string, usedBy: { edges: Array<{ node: { id: string, number: number, evse: { id: string, number: number }, station: { id: string, name: string, city: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type StationPlugsQueryVariables = Exact<{
  id: string;
}>;


export type StationPlugsQuery = { station: { id: string, evses: Array<{ id: string, number: number, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, maxPowerW: number, tariff: { id: string, description: string } | null }> }> } | null };

export type PreviewTariffQueryVariables = Exact<{
  input: TariffPreviewInput;
}>;


export type PreviewTariffQuery = { tariffPreview: { chargingSeconds: number, idleSeconds: number, totalCostExclVat: { amount: string, currency: string }, totalCostInclVat: { amount: string, currency: string } | null, lines: Array<{ type: PriceComponentType | null, billedQuantity: number, costExclVat: { amount: string, currency: string }, costInclVat: { amount: string, currency: string } | null }> } };

export type SaveTariffVersionMutationVariables = Exact<{
  input: SaveTariffInput;
}>;


export type SaveTariffVersionMutation = { saveTariff: { id: string, version: number, validFrom: string } };

export type TariffListedFragment = { id: string, version: number, currency: string, description: string, validFrom: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }> };

export type TariffShownFragment = { altUrl: string | null, id: string, version: number, currency: string, description: string, validFrom: string, minPrice: { exclVat: number, inclVat: number | null } | null, maxPrice: { exclVat: number, inclVat: number | null } | null, preauthorizeAmount: { amount: string } | null, altTexts: Array<{ language: string, text: string }>, energyMix: { isGreen: boolean, supplier: string | null, product: string | null, sources: Array<{ source: EnergySourceCategory, percentage: number }>, impacts: Array<{ category: EnvironmentalImpactCategory, gramsPerKwh: number }> } | null, idle: { graceMinutes: number | null, noticeMinutes: number | null, cap: { exclVat: number, inclVat: number | null } | null } | null, versions: Array<{ version: number, validFrom: string, savedAt: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }> }> | null, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }> };

export type ElementShownFragment = { components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minCurrentA: number | null, maxCurrentA: number | null, minPowerW: number | null, maxPowerW: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null };

export type UsePageQueryVariables = Exact<{
  input: StationUseInput;
}>;


export type UsePageQuery = { stationUse: { hours: Array<{ weekday: number, hour: number, share: number }>, days: Array<{ day: string, sessions: number, energyWh: number, revenue: Array<{ amount: string, currency: string }> }> } };

export type UptimePageQueryVariables = Exact<{
  input: StationUptimeInput;
  first: number;
  after?: string | null | undefined;
}>;


export type UptimePageQuery = { stationUptime: { edges: Array<{ node: { day: string, connector: { id: string, number: number, evse: { id: string, number: number }, station: { id: string, name: string } }, uptime: { share: number | null, upSeconds: number, offlineSeconds: number, faultedSeconds: number, unavailableSeconds: number, outages: number } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UptimeTableQueryVariables = Exact<{
  input: StationUptimeInput;
  after?: string | null | undefined;
}>;


export type UptimeTableQuery = { stationUptimeTable: { csv: string, next: string | null } };

export type UptimeShownFragment = { day: string, connector: { id: string, number: number, evse: { id: string, number: number }, station: { id: string, name: string } }, uptime: { share: number | null, upSeconds: number, offlineSeconds: number, faultedSeconds: number, unavailableSeconds: number, outages: number } };

export type UserPageQueryVariables = Exact<{
  id: string;
}>;


export type UserPageQuery = { user: { guestUntil: string | null, locale: string | null, id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null, logins: { edges: Array<{ node: { id: string, device: string | null, addressBlock: string | null, method: LoginMethod, createdAt: string, lastUsedAt: string, current: boolean } }>, pageInfo: { hasNextPage: boolean } } | null } | null };

export type UserDeletionQueryVariables = Exact<{
  userId: string;
}>;


export type UserDeletionQuery = { accountDeletions: { edges: Array<{ node: { id: string, userId: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } }> } };

export type UserPageEndLoginsMutationVariables = Exact<{
  input: EndLoginsInput;
}>;


export type UserPageEndLoginsMutation = { endLogins: { ended: number } };

export type UsersPageQueryVariables = Exact<{
  email?: string | null | undefined;
  role?: Role | null | undefined;
  blocked?: boolean | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type UsersPageQuery = { users: { edges: Array<{ node: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeletionsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type DeletionsPageQuery = { accountDeletions: { edges: Array<{ node: { id: string, userId: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeletionRowFragment = { id: string, userId: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> };

export type ApiClientsQueryVariables = Exact<{
  partnerId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiClientsQuery = { apiClients: { edges: Array<{ node: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, partner: { id: string, displayName: string }, keys: Array<{ id: string, prefix: string, expiresAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SetApiClientQuotaMutationVariables = Exact<{
  input: SetApiClientQuotaInput;
}>;


export type SetApiClientQuotaMutation = { setApiClientQuota: { client: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, partner: { id: string, displayName: string }, keys: Array<{ id: string, prefix: string, expiresAt: string | null }> } } };

export type AdminRevokeApiClientMutationVariables = Exact<{
  input: RevokeApiClientInput;
}>;


export type AdminRevokeApiClientMutation = { revokeApiClient: { client: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, partner: { id: string, displayName: string }, keys: Array<{ id: string, prefix: string, expiresAt: string | null }> } } };

export type AnyApiClientFragment = { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, partner: { id: string, displayName: string }, keys: Array<{ id: string, prefix: string, expiresAt: string | null }> };

export type ApiClientUsageQueryVariables = Exact<{
  id: string;
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ApiClientUsageQuery = { apiClient: { id: string, name: string, sandbox: boolean, scopes: Array<ApiScope>, allowedAddresses: Array<string>, requestsPerHour: number, requestsPerDay: number, createdAt: string, revokedAt: string | null, usageByDay: Array<{ day: string, calls: number, errors: number, p50Ms: number, p95Ms: number }>, errors: Array<{ code: string, calls: number }>, partner: { id: string, displayName: string }, keys: Array<{ id: string, prefix: string, expiresAt: string | null }> } | null };

export type ApiClientCallsQueryVariables = Exact<{
  id: string;
  filter?: ApiCallFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiClientCallsQuery = { apiClient: { id: string, calls: { edges: Array<{ node: { at: string, operation: string, code: string | null, ms: number, addressBlock: string | null, requestId: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SaveBusinessMutationVariables = Exact<{
  input: SaveBusinessInput;
}>;


export type SaveBusinessMutation = { saveBusiness: { __typename: 'OperatorBusiness' } };

export type RefundBillMutationVariables = Exact<{
  input: RefundBillInput;
}>;


export type RefundBillMutation = { refundBill: { id: string, state: BillState, paid: { amountMinor: number, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, currency: string } }> } };

export type SaveBookingTermsMutationVariables = Exact<{
  input: SaveBookingTermsInput;
}>;


export type SaveBookingTermsMutation = { saveBookingTerms: { open: boolean, fees: boolean, minMinutes: number, maxMinutes: number, noShowAfterMinutes: number, keptFree: number } };

export type CancelBookingAsOperatorMutationVariables = Exact<{
  input: CancelBookingInput;
}>;


export type CancelBookingAsOperatorMutation = { cancelBookingAsOperator: { id: string, state: ReservationState, reason: string | null } };

export type WaiveReservationFeeMutationVariables = Exact<{
  input: WaiveReservationFeeInput;
}>;


export type WaiveReservationFeeMutation = { waiveReservationFee: { reservation: { id: string, fee: { waivedReason: string | null, amount: { amountMinor: number, currency: string } } | null } } };

export type ReviewQueueQueryVariables = Exact<{
  purpose?: PhotoPurpose | null | undefined;
  kind?: ReviewKind | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReviewQueueQuery = { reviewQueue: { edges: Array<{ node: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClaimReviewMutationVariables = Exact<{
  input: ClaimReviewInput;
}>;


export type ClaimReviewMutation = { claimReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type ReleaseReviewMutationVariables = Exact<{
  input: ReleaseReviewInput;
}>;


export type ReleaseReviewMutation = { releaseReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type DecideReviewMutationVariables = Exact<{
  input: DecideReviewInput;
}>;


export type DecideReviewMutation = { decideReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type ReviewStatisticsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReviewStatisticsQuery = { reviewStatistics: { waiting: number, oldestAt: string | null } };

export type ErasePhotosOfMutationVariables = Exact<{
  input: ErasePhotosInput;
}>;


export type ErasePhotosOfMutation = { erasePhotos: { erased: number } };

export type ReloadModelsMutationVariables = Exact<{ [key: string]: never; }>;


export type ReloadModelsMutation = { reloadModels: { models: Array<{ name: string, version: string, state: ModelState }> } };

export type CaseFragment = { id: string, kind: ReviewKind, state: ReviewState, message: string | null, unit: string | null, tenths: boolean | null, displayNeeded: boolean, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, lastReading: { value: number, unit: DistanceUnit } | null, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } };

export type RewardRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardRulesQuery = { rewardRules: Array<{ id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string, budget: string, period: RewardBudgetPeriod, granted: string, publishedAt: string | null }> };

export type DraftRewardRuleMutationVariables = Exact<{
  input: DraftRewardRuleInput;
}>;


export type DraftRewardRuleMutation = { draftRewardRule: { id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string, budget: string, period: RewardBudgetPeriod, granted: string, publishedAt: string | null } };

export type PublishRewardRuleMutationVariables = Exact<{
  input: PublishRewardRuleInput;
}>;


export type PublishRewardRuleMutation = { publishRewardRule: { id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string, budget: string, period: RewardBudgetPeriod, granted: string, publishedAt: string | null } };

export type RewardLimitsQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardLimitsQuery = { rewardLimits: Array<{ id: string, version: number, validFrom: string, perUser: string, perStation: string, budget: string, settlingSeconds: number }> };

export type SetRewardLimitsMutationVariables = Exact<{
  input: SetRewardLimitsInput;
}>;


export type SetRewardLimitsMutation = { setRewardLimits: { id: string, version: number, validFrom: string, perUser: string, perStation: string, budget: string, settlingSeconds: number } };

export type HeldRewardsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type HeldRewardsQuery = { heldRewards: { edges: Array<{ node: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, earnedAt: string, user: { id: string, displayName: string }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ReleaseRewardMutationVariables = Exact<{
  input: HeldRewardInput;
}>;


export type ReleaseRewardMutation = { releaseReward: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, earnedAt: string } };

export type RefuseRewardMutationVariables = Exact<{
  input: HeldRewardInput;
}>;


export type RefuseRewardMutation = { refuseReward: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, earnedAt: string } };

export type UserRewardsQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UserRewardsQuery = { user: { id: string, displayName: string, payoutAddress: string | null, rewardBalance: { earned: string, settled: string, pending: string, owed: string, held: string } | null, rewards: { edges: Array<{ node: { id: string, amount: string, status: RewardStatus, earnedAt: string, batchNumber: number | null, chainIndex: string, transactionHash: string | null, blockNumber: number | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RewardLimitsRowFragment = { id: string, version: number, validFrom: string, perUser: string, perStation: string, budget: string, settlingSeconds: number };

export type HeldRewardFragment = { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, earnedAt: string };

export type RewardRuleRowFragment = { id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string, budget: string, period: RewardBudgetPeriod, granted: string, publishedAt: string | null };

export type SettlementQueryVariables = Exact<{ [key: string]: never; }>;


export type SettlementQuery = { settlement: Array<{ waiting: number, waitingAmount: string, oldestDueAt: string | null, blocked: number, blockedAmount: string, submitted: number, submittedAmount: string, oldestSubmittedAt: string | null, settled: number, settledAmount: string, batches: number, lastSettledAt: string | null, notFinal: number, paidTwice: number, feesWei: string, remainingBudget: string | null, rewardMaximum: string | null, contractPaused: boolean | null, pausedAt: string | null, pauseReason: string | null, nodes: number, quorum: number, warning: string | null, fault: string | null, faultSince: string | null, comparedAt: string | null, chain: { id: number, name: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null, maxFeeWei: string | null, seenAt: string | null } }> };

export type PauseChainMutationVariables = Exact<{
  input: ChainDecisionInput;
}>;


export type PauseChainMutation = { pauseChain: { waiting: number, waitingAmount: string, oldestDueAt: string | null, blocked: number, blockedAmount: string, submitted: number, submittedAmount: string, oldestSubmittedAt: string | null, settled: number, settledAmount: string, batches: number, lastSettledAt: string | null, notFinal: number, paidTwice: number, feesWei: string, remainingBudget: string | null, rewardMaximum: string | null, contractPaused: boolean | null, pausedAt: string | null, pauseReason: string | null, nodes: number, quorum: number, warning: string | null, fault: string | null, faultSince: string | null, comparedAt: string | null, chain: { id: number, name: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null, maxFeeWei: string | null, seenAt: string | null } } };

export type ResumeChainMutationVariables = Exact<{
  input: ChainDecisionInput;
}>;


export type ResumeChainMutation = { resumeChain: { waiting: number, waitingAmount: string, oldestDueAt: string | null, blocked: number, blockedAmount: string, submitted: number, submittedAmount: string, oldestSubmittedAt: string | null, settled: number, settledAmount: string, batches: number, lastSettledAt: string | null, notFinal: number, paidTwice: number, feesWei: string, remainingBudget: string | null, rewardMaximum: string | null, contractPaused: boolean | null, pausedAt: string | null, pauseReason: string | null, nodes: number, quorum: number, warning: string | null, fault: string | null, faultSince: string | null, comparedAt: string | null, chain: { id: number, name: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null, maxFeeWei: string | null, seenAt: string | null } } };

export type MoveUnpaidRewardsMutationVariables = Exact<{
  input: MoveUnpaidRewardsInput;
}>;


export type MoveUnpaidRewardsMutation = { moveUnpaidRewards: { moved: number, left: number } };

export type ChainSettlementRowFragment = { waiting: number, waitingAmount: string, oldestDueAt: string | null, blocked: number, blockedAmount: string, submitted: number, submittedAmount: string, oldestSubmittedAt: string | null, settled: number, settledAmount: string, batches: number, lastSettledAt: string | null, notFinal: number, paidTwice: number, feesWei: string, remainingBudget: string | null, rewardMaximum: string | null, contractPaused: boolean | null, pausedAt: string | null, pauseReason: string | null, nodes: number, quorum: number, warning: string | null, fault: string | null, faultSince: string | null, comparedAt: string | null, chain: { id: number, name: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null, maxFeeWei: string | null, seenAt: string | null } };

export type RewardCampaignsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RewardCampaignsQuery = { rewardCampaigns: { edges: Array<{ node: { id: string, title: string, rule: RewardRuleName, factorPermille: number, startsAt: string, endsAt: string, timeZone: string, budget: string, perUser: string, perUserDay: string, granted: string, publishedAt: string | null, stoppedAt: string | null, windows: Array<{ days: Array<number>, from: number, until: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DraftRewardCampaignMutationVariables = Exact<{
  input: DraftRewardCampaignInput;
}>;


export type DraftRewardCampaignMutation = { draftRewardCampaign: { id: string, title: string, rule: RewardRuleName, factorPermille: number, startsAt: string, endsAt: string, timeZone: string, budget: string, perUser: string, perUserDay: string, granted: string, publishedAt: string | null, stoppedAt: string | null, windows: Array<{ days: Array<number>, from: number, until: number }> } };

export type PublishRewardCampaignMutationVariables = Exact<{
  input: PublishRewardCampaignInput;
}>;


export type PublishRewardCampaignMutation = { publishRewardCampaign: { id: string, title: string, rule: RewardRuleName, factorPermille: number, startsAt: string, endsAt: string, timeZone: string, budget: string, perUser: string, perUserDay: string, granted: string, publishedAt: string | null, stoppedAt: string | null, windows: Array<{ days: Array<number>, from: number, until: number }> } };

export type StopRewardCampaignMutationVariables = Exact<{
  input: StopRewardCampaignInput;
}>;


export type StopRewardCampaignMutation = { stopRewardCampaign: { id: string, title: string, rule: RewardRuleName, factorPermille: number, startsAt: string, endsAt: string, timeZone: string, budget: string, perUser: string, perUserDay: string, granted: string, publishedAt: string | null, stoppedAt: string | null, windows: Array<{ days: Array<number>, from: number, until: number }> } };

export type RewardDryRunQueryVariables = Exact<{
  input: RewardDryRunInput;
}>;


export type RewardDryRunQuery = { rewardDryRun: { rewards: number, users: number, amount: string, bonus: string, earnedThen: string, budgetUsedUpAt: string | null, held: string, ruleBudgetUsedUpAt: string | null, days: Array<{ day: string, rewards: number, users: number, amount: string }>, top: Array<{ pseudonym: string, rewards: number, amount: string }> } };

export type RewardCampaignRowFragment = { id: string, title: string, rule: RewardRuleName, factorPermille: number, startsAt: string, endsAt: string, timeZone: string, budget: string, perUser: string, perUserDay: string, granted: string, publishedAt: string | null, stoppedAt: string | null, windows: Array<{ days: Array<number>, from: number, until: number }> };

export type ReleaseSessionMutationVariables = Exact<{
  input: ReleaseSessionInput;
}>;


export type ReleaseSessionMutation = { releaseSession: { id: string, status: ChargingSessionStatus, held: boolean, flags: Array<ChargingSessionFlag>, chargeDetailRecord: { id: string, totalEnergyWh: number, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null } | null } };

export type EndForgottenSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndForgottenSessionMutation = { endSession: { id: string, status: ChargingSessionStatus, endedAt: string | null, endedBy: ChargingSessionEnd | null, energyWh: number } };

export type AddSiteMutationVariables = Exact<{
  input: AddSiteInput;
}>;


export type AddSiteMutation = { addSite: { id: string, limitA: number } };

export type PlaceStationAtSiteMutationVariables = Exact<{
  input: PlaceStationAtSiteInput;
}>;


export type PlaceStationAtSiteMutation = { placeStationAtSite: { id: string } };

export type SiteUpdatedSubscriptionVariables = Exact<{
  siteId: string;
}>;


export type SiteUpdatedSubscription = { siteUpdated: { limitA: number, charges: Array<{ sessionId: string | null, shareA: number | null, keptA: number | null, drawnW: number | null, follows: boolean, late: boolean }> } };

export type SitesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SitesQuery = { sites: { edges: Array<{ node: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SiteQueryVariables = Exact<{
  id: string;
}>;


export type SiteQuery = { site: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, stations: Array<{ weight: number, firstPhase: number, defaultKeptA: number | null, station: { id: string, name: string } }>, charges: Array<{ transactionId: string, shareA: number | null, keptA: number | null, drawnW: number | null, follows: boolean, late: boolean, weight: number | null }>, buildingLoad: { currentsA: Array<number>, at: string } | null } | null };

export type UpdateSiteMutationVariables = Exact<{
  input: UpdateSiteInput;
}>;


export type UpdateSiteMutation = { updateSite: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null } };

export type RemoveSiteMutationVariables = Exact<{
  input: RemoveSiteInput;
}>;


export type RemoveSiteMutation = { removeSite: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null } };

export type RemoveStationFromSiteMutationVariables = Exact<{
  input: RemoveStationFromSiteInput;
}>;


export type RemoveStationFromSiteMutation = { removeStationFromSite: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null } };

export type ReportBuildingLoadMutationVariables = Exact<{
  input: ReportBuildingLoadInput;
}>;


export type ReportBuildingLoadMutation = { reportBuildingLoad: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null } };

export type SetChargePriorityMutationVariables = Exact<{
  input: SetChargePriorityInput;
}>;


export type SetChargePriorityMutation = { setChargePriority: { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null } };

export type SiteRowFragment = { id: string, name: string, phases: number, limitA: number, voltage: number, reserveA: number, buildingA: number | null, leastA: number, fallbackA: number, sharedAt: string | null, buildingLoad: { currentsA: Array<number>, at: string } | null };

export type FaultReportsQueryVariables = Exact<{
  filter?: FaultReportFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FaultReportsQuery = { faultReports: { edges: Array<{ node: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, number: number, station: { id: string, name: string } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ResolveFaultReportMutationVariables = Exact<{
  input: ResolveFaultReportInput;
}>;


export type ResolveFaultReportMutation = { resolveFaultReport: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, number: number, station: { id: string, name: string } } } };

export type FaultReportUpdatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FaultReportUpdatedSubscription = { faultReportUpdated: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, number: number, station: { id: string, name: string } } } };

export type TariffsQueryVariables = Exact<{
  operatorId?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TariffsQuery = { tariffs: { edges: Array<{ node: { id: string, version: number, currency: string, description: string, versions: Array<{ version: number, validFrom: string, savedAt: string, description: string }> | null, usedBy: { edges: Array<{ node: { id: string, number: number, station: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationUseQueryVariables = Exact<{
  input: StationUseInput;
}>;


export type StationUseQuery = { stationUse: { hours: Array<{ weekday: number, hour: number, share: number }>, days: Array<{ day: string, sessions: number, energyWh: number, revenue: Array<{ amount: string, currency: string }> }> } };

export type ChargingSessionTableQueryVariables = Exact<{
  filter?: ChargingSessionFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargingSessionTableQuery = { chargingSessionTable: { csv: string, next: string | null } };

export type FaultReportRowFragment = { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, number: number, station: { id: string, name: string } } };

export type StationsQueryVariables = Exact<{
  filter?: StationFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type StationsQuery = { stations: { edges: Array<{ node: { id: string, identity: string | null, name: string, address: string, city: string, operatorId: string, online: boolean, lastSeenAt: string | null, vendor: string | null, model: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type RegisterStationMutationVariables = Exact<{
  input: RegisterStationInput;
}>;


export type RegisterStationMutation = { registerStation: { password: string | null, station: { id: string, identity: string | null, name: string, address: string, city: string, operatorId: string, online: boolean, lastSeenAt: string | null, vendor: string | null, model: string | null, evses: Array<{ id: string, number: number, evseId: string, connectors: Array<{ id: string, number: number, maxPowerW: number }> }> } } };

export type UpdateStationMutationVariables = Exact<{
  input: UpdateStationInput;
}>;


export type UpdateStationMutation = { updateStation: { id: string, identity: string | null, name: string, address: string, city: string, operatorId: string, online: boolean, lastSeenAt: string | null, vendor: string | null, model: string | null } };

export type AddEvseMutationVariables = Exact<{
  input: AddEvseInput;
}>;


export type AddEvseMutation = { addEvse: { id: string, number: number, evseId: string, connectors: Array<{ id: string, number: number }> } };

export type UpdateEvseMutationVariables = Exact<{
  input: UpdateEvseInput;
}>;


export type UpdateEvseMutation = { updateEvse: { id: string, evseId: string } };

export type AddConnectorMutationVariables = Exact<{
  input: AddConnectorInput;
}>;


export type AddConnectorMutation = { addConnector: { id: string, number: number } };

export type UpdateConnectorMutationVariables = Exact<{
  input: UpdateConnectorInput;
}>;


export type UpdateConnectorMutation = { updateConnector: { id: string, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number } };

export type RetireStationMutationVariables = Exact<{
  input: RetireStationInput;
}>;


export type RetireStationMutation = { retireStation: { id: string, retiredAt: string | null } };

export type RetireEvseMutationVariables = Exact<{
  input: RetireEvseInput;
}>;


export type RetireEvseMutation = { retireEvse: { id: string, retiredAt: string | null } };

export type RetireConnectorMutationVariables = Exact<{
  input: RetireConnectorInput;
}>;


export type RetireConnectorMutation = { retireConnector: { id: string, retiredAt: string | null } };

export type RenewStationPasswordMutationVariables = Exact<{
  input: RenewStationPasswordInput;
}>;


export type RenewStationPasswordMutation = { renewStationPassword: { password: string | null, station: { id: string } } };

export type SaveTariffMutationVariables = Exact<{
  input: SaveTariffInput;
}>;


export type SaveTariffMutation = { saveTariff: { id: string, version: number, validFrom: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }> }> } };

export type SetConnectorTariffMutationVariables = Exact<{
  input: SetConnectorTariffInput;
}>;


export type SetConnectorTariffMutation = { setConnectorTariff: { id: string, tariff: { id: string, version: number } | null } };

export type StationRowFragment = { id: string, identity: string | null, name: string, address: string, city: string, operatorId: string, online: boolean, lastSeenAt: string | null, vendor: string | null, model: string | null };

export type UsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  email?: string | null | undefined;
  role?: Role | null | undefined;
  blocked?: boolean | null | undefined;
}>;


export type UsersQuery = { users: { edges: Array<{ node: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AccountAuditQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  subjectId?: string | null | undefined;
  actorId?: string | null | undefined;
  action?: string | null | undefined;
}>;


export type AccountAuditQuery = { accountAudit: { edges: Array<{ node: { id: string, at: string, action: string, subjectId: string, detail: string, requestId: string | null, actor: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SetUserBlockedMutationVariables = Exact<{
  input: SetUserBlockedInput;
}>;


export type SetUserBlockedMutation = { setUserBlocked: { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null } } };

export type SecondFactorRolesQueryVariables = Exact<{ [key: string]: never; }>;


export type SecondFactorRolesQuery = { secondFactorRoles: Array<Role> };

export type SetSecondFactorRolesMutationVariables = Exact<{
  input: SetSecondFactorRolesInput;
}>;


export type SetSecondFactorRolesMutation = { setSecondFactorRoles: { roles: Array<Role> } };

export type ResetSecondFactorMutationVariables = Exact<{
  input: ResetSecondFactorInput;
}>;


export type ResetSecondFactorMutation = { resetSecondFactor: { disabled: boolean } };

export type UserDetailsQueryVariables = Exact<{
  id: string;
}>;


export type UserDetailsQuery = { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null, vehicles: { edges: Array<{ node: { id: string, name: string } }> } | null, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null, group: string | null, concurrentSessions: number }> | null } | null };

export type SetConcurrentSessionsMutationVariables = Exact<{
  input: SetConcurrentSessionsInput;
}>;


export type SetConcurrentSessionsMutation = { setConcurrentSessions: { idToken: { id: string, concurrentSessions: number } } };

export type GrantRoleMutationVariables = Exact<{
  input: GrantRoleInput;
}>;


export type GrantRoleMutation = { grantRole: { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null } } };

export type RevokeRoleMutationVariables = Exact<{
  input: RevokeRoleInput;
}>;


export type RevokeRoleMutation = { revokeRole: { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null } } };

export type BlockUserIdTokenMutationVariables = Exact<{
  input: BlockIdTokenInput;
}>;


export type BlockUserIdTokenMutation = { blockIdToken: { idToken: { id: string, status: IdTokenStatus } } };

export type UserRowFragment = { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, emailVerifiedAt: string | null, blockedAt: string | null, secondFactor: boolean | null };

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
export const BulkFragmentDoc = new TypedDocumentString(`
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}
    `, {"fragmentName":"Bulk"}) as unknown as TypedDocumentString<BulkFragment, unknown>;
export const TakenFragmentDoc = new TypedDocumentString(`
    fragment Taken on CalendarEntry {
  id
  kind
  evseId
  evseNumber
  startsAt
  endsAt
  note
  ended
  by {
    id
    displayName
  }
  reservation {
    id
    state
    reason
  }
}
    `, {"fragmentName":"Taken"}) as unknown as TypedDocumentString<TakenFragment, unknown>;
export const WatchedFragmentDoc = new TypedDocumentString(`
    fragment Watched on ComponentVariable {
  component
  componentInstance
  evseNumber
  connectorNumber
  variable
  variableInstance
}
    `, {"fragmentName":"Watched"}) as unknown as TypedDocumentString<WatchedFragment, unknown>;
export const ChargerEventFragmentDoc = new TypedDocumentString(`
    fragment ChargerEvent on ChargePointEvent {
  id
  at
  of {
    ...Watched
  }
  value
  severity
  trigger
  kind
  cleared
  techInfo
}
    fragment Watched on ComponentVariable {
  component
  componentInstance
  evseNumber
  connectorNumber
  variable
  variableInstance
}`, {"fragmentName":"ChargerEvent"}) as unknown as TypedDocumentString<ChargerEventFragment, unknown>;
export const ImageFragmentDoc = new TypedDocumentString(`
    fragment Image on FirmwareImage {
  id
  name
  version
  bytes
  sha256
  announcedAt
  storedAt
}
    `, {"fragmentName":"Image"}) as unknown as TypedDocumentString<ImageFragment, unknown>;
export const FirmwareUpdateFragmentDoc = new TypedDocumentString(`
    fragment FirmwareUpdate on FirmwareRun {
  id
  state
  message
  statuses {
    status
    at
  }
  requestedAt
  retrieveAt
  endedAt
  signed
  location
  image {
    ...Image
  }
  firmwareBefore
  firmwareAfter
}
    fragment Image on FirmwareImage {
  id
  name
  version
  bytes
  sha256
  announcedAt
  storedAt
}`, {"fragmentName":"FirmwareUpdate"}) as unknown as TypedDocumentString<FirmwareUpdateFragment, unknown>;
export const LogUploadFragmentDoc = new TypedDocumentString(`
    fragment LogUpload on LogRun {
  id
  type
  state
  message
  statuses {
    status
    at
  }
  requestedAt
  endedAt
  location
  file {
    name
    bytes
    url
  }
}
    `, {"fragmentName":"LogUpload"}) as unknown as TypedDocumentString<LogUploadFragment, unknown>;
export const ChargePointRowFragmentDoc = new TypedDocumentString(`
    fragment ChargePointRow on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  firmware
  connection {
    since
    securityProfile
  }
}
    `, {"fragmentName":"ChargePointRow"}) as unknown as TypedDocumentString<ChargePointRowFragment, unknown>;
export const ChargePointFrameFragmentDoc = new TypedDocumentString(`
    fragment ChargePointFrame on ChargePointMessage {
  id
  at
  direction
  kind
  action
  messageId
  text
}
    `, {"fragmentName":"ChargePointFrame"}) as unknown as TypedDocumentString<ChargePointFrameFragment, unknown>;
export const SessionRowFragmentDoc = new TypedDocumentString(`
    fragment SessionRow on ChargingSession {
  id
  status
  failureReason
  startedAt
  endedAt
  endReason
  endedBy
  energyWh
  held
  flags
  station {
    id
    name
  }
}
    `, {"fragmentName":"SessionRow"}) as unknown as TypedDocumentString<SessionRowFragment, unknown>;
export const CorrectionFragmentDoc = new TypedDocumentString(`
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
    `, {"fragmentName":"Correction"}) as unknown as TypedDocumentString<CorrectionFragment, unknown>;
export const CorrectableSessionFragmentDoc = new TypedDocumentString(`
    fragment CorrectableSession on ChargingSession {
  id
  startedAt
  endedAt
  energyWh
  held
  flags
  station {
    id
    name
  }
  runningCost {
    amountMinor
    currency
  }
  corrections {
    ...Correction
  }
  chargeDetailRecords {
    id
    revision
    creditOf
    issuedAt
    totalEnergyWh
    totalCostExclVat {
      amountMinor
      currency
    }
    totalCostInclVat {
      amountMinor
      currency
    }
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}`, {"fragmentName":"CorrectableSession"}) as unknown as TypedDocumentString<CorrectableSessionFragment, unknown>;
export const KeyFragmentDoc = new TypedDocumentString(`
    fragment Key on MeterKey {
  id
  meterSerial
  curve
  publicKey
  validFrom
  validUntil
}
    `, {"fragmentName":"Key"}) as unknown as TypedDocumentString<KeyFragment, unknown>;
export const AnnouncedFragmentDoc = new TypedDocumentString(`
    fragment Announced on Announcement {
  id
  title
  state
  told
  createdAt
  endedAt
}
    `, {"fragmentName":"Announced"}) as unknown as TypedDocumentString<AnnouncedFragment, unknown>;
export const ModelRowFragmentDoc = new TypedDocumentString(`
    fragment ModelRow on Model {
  name
  version
  task
  state
  sha256
  licence
  thresholds
  metrics
}
    `, {"fragmentName":"ModelRow"}) as unknown as TypedDocumentString<ModelRowFragment, unknown>;
export const AmountFragmentDoc = new TypedDocumentString(`
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
    `, {"fragmentName":"Amount"}) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const BillShownFragmentDoc = new TypedDocumentString(`
    fragment BillShown on Bill {
  id
  state
  openedAt
  beingCorrected
  place {
    name
  }
  user {
    id
    displayName
  }
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    ...Amount
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}`, {"fragmentName":"BillShown"}) as unknown as TypedDocumentString<BillShownFragment, unknown>;
export const RefundShownFragmentDoc = new TypedDocumentString(`
    fragment RefundShown on Refund {
  id
  billId
  state
  toWallet
  reason
  createdAt
  amount {
    ...Amount
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}`, {"fragmentName":"RefundShown"}) as unknown as TypedDocumentString<RefundShownFragment, unknown>;
export const DisputeShownFragmentDoc = new TypedDocumentString(`
    fragment DisputeShown on Dispute {
  id
  state
  reason
  dueBy
  answer
  openedAt
  amount {
    ...Amount
  }
  fee {
    ...Amount
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}`, {"fragmentName":"DisputeShown"}) as unknown as TypedDocumentString<DisputeShownFragment, unknown>;
export const MismatchShownFragmentDoc = new TypedDocumentString(`
    fragment MismatchShown on Mismatch {
  id
  provider
  kind
  aboutKind
  aboutId
  ours
  theirs
  currency
  notedAt
  resolvedAt
  resolution
}
    `, {"fragmentName":"MismatchShown"}) as unknown as TypedDocumentString<MismatchShownFragment, unknown>;
export const PayoutShownFragmentDoc = new TypedDocumentString(`
    fragment PayoutShown on Payout {
  id
  state
  week
  amount
  currency
  provider
  account
  failure
  operator {
    id
    displayName
  }
}
    `, {"fragmentName":"PayoutShown"}) as unknown as TypedDocumentString<PayoutShownFragment, unknown>;
export const AdjustmentShownFragmentDoc = new TypedDocumentString(`
    fragment AdjustmentShown on Adjustment {
  id
  beneficiary
  beneficiaryId
  state
  reason
  evidence
  proposedAt
  proposedBy {
    id
    displayName
  }
  amount {
    ...Amount
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}`, {"fragmentName":"AdjustmentShown"}) as unknown as TypedDocumentString<AdjustmentShownFragment, unknown>;
export const OperationShownFragmentDoc = new TypedDocumentString(`
    fragment OperationShown on PaymentOperation {
  id
  kind
  provider
  state
  subjectType
  refusal
  tries
  createdAt
  amount {
    ...Amount
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}`, {"fragmentName":"OperationShown"}) as unknown as TypedDocumentString<OperationShownFragment, unknown>;
export const PointShownFragmentDoc = new TypedDocumentString(`
    fragment PointShown on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  serialNumber
  firmware
  bootedAt
  quarantinedCount
  connection {
    since
    securityProfile
  }
  connectors {
    evseNumber
    connectorNumber
    status
    at
    errorCode
    errorInfo
  }
}
    `, {"fragmentName":"PointShown"}) as unknown as TypedDocumentString<PointShownFragment, unknown>;
export const CommandFragmentDoc = new TypedDocumentString(`
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}
    `, {"fragmentName":"Command"}) as unknown as TypedDocumentString<CommandFragment, unknown>;
export const CommandShownFragmentDoc = new TypedDocumentString(`
    fragment CommandShown on ChargePointCommand {
  ...Command
  response
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`, {"fragmentName":"CommandShown"}) as unknown as TypedDocumentString<CommandShownFragment, unknown>;
export const SettingShownFragmentDoc = new TypedDocumentString(`
    fragment SettingShown on ConfigurationKey {
  key
  value
  readonly
  readAt
  rebootRequired
}
    `, {"fragmentName":"SettingShown"}) as unknown as TypedDocumentString<SettingShownFragment, unknown>;
export const VariableShownFragmentDoc = new TypedDocumentString(`
    fragment VariableShown on DeviceVariable {
  path
  attributes {
    type
    value
    mutability
  }
  readAt
  rebootRequired
}
    `, {"fragmentName":"VariableShown"}) as unknown as TypedDocumentString<VariableShownFragment, unknown>;
export const QuarantinedShownFragmentDoc = new TypedDocumentString(`
    fragment QuarantinedShown on QuarantinedMessage {
  id
  action
  reason
  payload
  receivedAt
}
    `, {"fragmentName":"QuarantinedShown"}) as unknown as TypedDocumentString<QuarantinedShownFragment, unknown>;
export const StationStatusFragmentDoc = new TypedDocumentString(`
    fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}
    `, {"fragmentName":"StationStatus"}) as unknown as TypedDocumentString<StationStatusFragment, unknown>;
export const PointListedFragmentDoc = new TypedDocumentString(`
    fragment PointListed on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  firmware
  station {
    ...StationStatus
    name
    city
  }
}
    fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`, {"fragmentName":"PointListed"}) as unknown as TypedDocumentString<PointListedFragment, unknown>;
export const PolicyShownFragmentDoc = new TypedDocumentString(`
    fragment PolicyShown on VerificationPolicy {
  version
  since
  reason
  setBy {
    id
    displayName
  }
  auditPermille
  unboundPermille
  newDriverPermille
  newDriverPhotos
  unboundPerDay
  dayWorth
}
    `, {"fragmentName":"PolicyShown"}) as unknown as TypedDocumentString<PolicyShownFragment, unknown>;
export const QueueShownFragmentDoc = new TypedDocumentString(`
    fragment QueueShown on ReviewStatistics {
  waiting
  claimed
  oldestAt
}
    `, {"fragmentName":"QueueShown"}) as unknown as TypedDocumentString<QueueShownFragment, unknown>;
export const CaseFragmentDoc = new TypedDocumentString(`
    fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}
    `, {"fragmentName":"Case"}) as unknown as TypedDocumentString<CaseFragment, unknown>;
export const CaseShownFragmentDoc = new TypedDocumentString(`
    fragment CaseShown on ReviewCase {
  ...Case
  decisions {
    decision
    final
    reading
    decidedAt
    reasons {
      code
      message
    }
    reviewer {
      id
      displayName
    }
  }
}
    fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}`, {"fragmentName":"CaseShown"}) as unknown as TypedDocumentString<CaseShownFragment, unknown>;
export const WaitingRewardFragmentDoc = new TypedDocumentString(`
    fragment WaitingReward on Reward {
  id
  amount
  status
  heldReason
  quantity
  earnedAt
  rule {
    id
    name
    unit
  }
  user {
    id
    displayName
  }
}
    `, {"fragmentName":"WaitingReward"}) as unknown as TypedDocumentString<WaitingRewardFragment, unknown>;
export const SessionListedFragmentDoc = new TypedDocumentString(`
    fragment SessionListed on ChargingSession {
  id
  status
  requestedAt
  startedAt
  energyWh
  held
  station {
    id
    name
    timeZone
  }
  runningCost {
    amount
    currency
  }
  chargeDetailRecord {
    id
    totalCostInclVat {
      amount
      currency
    }
    totalCostExclVat {
      amount
      currency
    }
  }
}
    `, {"fragmentName":"SessionListed"}) as unknown as TypedDocumentString<SessionListedFragment, unknown>;
export const ConsoleSessionShownFragmentDoc = new TypedDocumentString(`
    fragment ConsoleSessionShown on ChargingSession {
  ...SessionListed
  failureReason
  endedAt
  endReason
  endedBy
  powerW
  socPercent
  flags
  connector {
    id
    number
    evse {
      id
      number
    }
  }
  costLines {
    type
    billedQuantity
    price
    costInclVat {
      amount
      currency
    }
    costExclVat {
      amount
      currency
    }
  }
  corrections {
    ...Correction
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
fragment SessionListed on ChargingSession {
  id
  status
  requestedAt
  startedAt
  energyWh
  held
  station {
    id
    name
    timeZone
  }
  runningCost {
    amount
    currency
  }
  chargeDetailRecord {
    id
    totalCostInclVat {
      amount
      currency
    }
    totalCostExclVat {
      amount
      currency
    }
  }
}`, {"fragmentName":"ConsoleSessionShown"}) as unknown as TypedDocumentString<ConsoleSessionShownFragment, unknown>;
export const StationListedFragmentDoc = new TypedDocumentString(`
    fragment StationListed on Station {
  ...StationStatus
  name
  city
  identity
  access
  retiredAt
}
    fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`, {"fragmentName":"StationListed"}) as unknown as TypedDocumentString<StationListedFragment, unknown>;
export const TermsShownFragmentDoc = new TypedDocumentString(`
    fragment TermsShown on BookingTerms {
  open
  fees
  minMinutes
  maxMinutes
  aheadDays
  changeUntilMinutes
  cancelUntilMinutes
  earlyStartMinutes
  noShowAfterMinutes
  lateStopMinutes
  keptFree
}
    `, {"fragmentName":"TermsShown"}) as unknown as TypedDocumentString<TermsShownFragment, unknown>;
export const StationShownFragmentDoc = new TypedDocumentString(`
    fragment StationShown on Station {
  ...StationListed
  address
  country
  location {
    latitude
    longitude
  }
  timeZone
  operatorId
  signedMeterRequired
  facilities
  hours {
    twentyFourSeven
    regular {
      weekday
      begin
      end
    }
    openings {
      begin
      end
    }
    closings {
      begin
      end
    }
  }
  openNow
  bookingTerms {
    ...TermsShown
  }
  evses {
    id
    number
    evseId
    status
    connectors {
      id
      number
      standard
      format
      powerType
      maxPowerW
      status
      tariff {
        id
        description
        currency
      }
    }
  }
}
    fragment TermsShown on BookingTerms {
  open
  fees
  minMinutes
  maxMinutes
  aheadDays
  changeUntilMinutes
  cancelUntilMinutes
  earlyStartMinutes
  noShowAfterMinutes
  lateStopMinutes
  keptFree
}
fragment StationListed on Station {
  ...StationStatus
  name
  city
  identity
  access
  retiredAt
}
fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`, {"fragmentName":"StationShown"}) as unknown as TypedDocumentString<StationShownFragment, unknown>;
export const ElementShownFragmentDoc = new TypedDocumentString(`
    fragment ElementShown on TariffElement {
  components {
    type
    priceExclVat
    priceInclVat
    vat
    stepSize
  }
  restrictions {
    startTime
    endTime
    startDate
    endDate
    minEnergyWh
    maxEnergyWh
    minCurrentA
    maxCurrentA
    minPowerW
    maxPowerW
    minDurationSeconds
    maxDurationSeconds
    daysOfWeek
    reservation
  }
}
    `, {"fragmentName":"ElementShown"}) as unknown as TypedDocumentString<ElementShownFragment, unknown>;
export const TariffListedFragmentDoc = new TypedDocumentString(`
    fragment TariffListed on Tariff {
  id
  version
  currency
  description
  validFrom
  elements {
    ...ElementShown
  }
}
    fragment ElementShown on TariffElement {
  components {
    type
    priceExclVat
    priceInclVat
    vat
    stepSize
  }
  restrictions {
    startTime
    endTime
    startDate
    endDate
    minEnergyWh
    maxEnergyWh
    minCurrentA
    maxCurrentA
    minPowerW
    maxPowerW
    minDurationSeconds
    maxDurationSeconds
    daysOfWeek
    reservation
  }
}`, {"fragmentName":"TariffListed"}) as unknown as TypedDocumentString<TariffListedFragment, unknown>;
export const TariffShownFragmentDoc = new TypedDocumentString(`
    fragment TariffShown on Tariff {
  ...TariffListed
  minPrice {
    exclVat
    inclVat
  }
  maxPrice {
    exclVat
    inclVat
  }
  preauthorizeAmount {
    amount
  }
  altTexts {
    language
    text
  }
  altUrl
  energyMix {
    isGreen
    supplier
    product
    sources {
      source
      percentage
    }
    impacts {
      category
      gramsPerKwh
    }
  }
  idle {
    graceMinutes
    noticeMinutes
    cap {
      exclVat
      inclVat
    }
  }
  versions {
    version
    validFrom
    savedAt
    currency
    description
    elements {
      ...ElementShown
    }
  }
}
    fragment TariffListed on Tariff {
  id
  version
  currency
  description
  validFrom
  elements {
    ...ElementShown
  }
}
fragment ElementShown on TariffElement {
  components {
    type
    priceExclVat
    priceInclVat
    vat
    stepSize
  }
  restrictions {
    startTime
    endTime
    startDate
    endDate
    minEnergyWh
    maxEnergyWh
    minCurrentA
    maxCurrentA
    minPowerW
    maxPowerW
    minDurationSeconds
    maxDurationSeconds
    daysOfWeek
    reservation
  }
}`, {"fragmentName":"TariffShown"}) as unknown as TypedDocumentString<TariffShownFragment, unknown>;
export const UptimeShownFragmentDoc = new TypedDocumentString(`
    fragment UptimeShown on ConnectorUptime {
  day
  connector {
    id
    number
    evse {
      id
      number
    }
    station {
      id
      name
    }
  }
  uptime {
    share
    upSeconds
    offlineSeconds
    faultedSeconds
    unavailableSeconds
    outages
  }
}
    `, {"fragmentName":"UptimeShown"}) as unknown as TypedDocumentString<UptimeShownFragment, unknown>;
export const DeletionRowFragmentDoc = new TypedDocumentString(`
    fragment DeletionRow on AccountDeletion {
  id
  userId
  state
  requestedAt
  dueAt
  doneAt
  parts {
    part
    hold
    passes
    forgottenAt
  }
}
    `, {"fragmentName":"DeletionRow"}) as unknown as TypedDocumentString<DeletionRowFragment, unknown>;
export const AnyApiClientFragmentDoc = new TypedDocumentString(`
    fragment AnyApiClient on ApiClient {
  id
  name
  partner {
    id
    displayName
  }
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
    expiresAt
  }
}
    `, {"fragmentName":"AnyApiClient"}) as unknown as TypedDocumentString<AnyApiClientFragment, unknown>;
export const RewardLimitsRowFragmentDoc = new TypedDocumentString(`
    fragment RewardLimitsRow on RewardLimits {
  id
  version
  validFrom
  perUser
  perStation
  budget
  settlingSeconds
}
    `, {"fragmentName":"RewardLimitsRow"}) as unknown as TypedDocumentString<RewardLimitsRowFragment, unknown>;
export const HeldRewardFragmentDoc = new TypedDocumentString(`
    fragment HeldReward on Reward {
  id
  amount
  status
  heldReason
  earnedAt
}
    `, {"fragmentName":"HeldReward"}) as unknown as TypedDocumentString<HeldRewardFragment, unknown>;
export const RewardRuleRowFragmentDoc = new TypedDocumentString(`
    fragment RewardRuleRow on RewardRule {
  id
  name
  version
  validFrom
  unit
  per
  amount
  maximum
  budget
  period
  granted
  publishedAt
}
    `, {"fragmentName":"RewardRuleRow"}) as unknown as TypedDocumentString<RewardRuleRowFragment, unknown>;
export const ChainSettlementRowFragmentDoc = new TypedDocumentString(`
    fragment ChainSettlementRow on ChainSettlement {
  chain {
    id
    name
    explorerUrl
    headBlock
    finalBlock
    maxFeeWei
    seenAt
  }
  waiting
  waitingAmount
  oldestDueAt
  blocked
  blockedAmount
  submitted
  submittedAmount
  oldestSubmittedAt
  settled
  settledAmount
  batches
  lastSettledAt
  notFinal
  paidTwice
  feesWei
  remainingBudget
  rewardMaximum
  contractPaused
  pausedAt
  pauseReason
  nodes
  quorum
  warning
  fault
  faultSince
  comparedAt
}
    `, {"fragmentName":"ChainSettlementRow"}) as unknown as TypedDocumentString<ChainSettlementRowFragment, unknown>;
export const RewardCampaignRowFragmentDoc = new TypedDocumentString(`
    fragment RewardCampaignRow on RewardCampaign {
  id
  title
  rule
  factorPermille
  startsAt
  endsAt
  timeZone
  windows {
    days
    from
    until
  }
  budget
  perUser
  perUserDay
  granted
  publishedAt
  stoppedAt
}
    `, {"fragmentName":"RewardCampaignRow"}) as unknown as TypedDocumentString<RewardCampaignRowFragment, unknown>;
export const SiteRowFragmentDoc = new TypedDocumentString(`
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}
    `, {"fragmentName":"SiteRow"}) as unknown as TypedDocumentString<SiteRowFragment, unknown>;
export const FaultReportRowFragmentDoc = new TypedDocumentString(`
    fragment FaultReportRow on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    number
    station {
      id
      name
    }
  }
}
    `, {"fragmentName":"FaultReportRow"}) as unknown as TypedDocumentString<FaultReportRowFragment, unknown>;
export const StationRowFragmentDoc = new TypedDocumentString(`
    fragment StationRow on Station {
  id
  identity
  name
  address
  city
  operatorId
  online
  lastSeenAt
  vendor
  model
}
    `, {"fragmentName":"StationRow"}) as unknown as TypedDocumentString<StationRowFragment, unknown>;
export const UserRowFragmentDoc = new TypedDocumentString(`
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}
    `, {"fragmentName":"UserRow"}) as unknown as TypedDocumentString<UserRowFragment, unknown>;
export const BulkCommandsDocument = new TypedDocumentString(`
    query BulkCommands($first: Int, $after: String) {
  bulkCommands(first: $first, after: $after) {
    edges {
      node {
        ...Bulk
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<BulkCommandsQuery, BulkCommandsQueryVariables>;
export const BulkCommandResultsDocument = new TypedDocumentString(`
    query BulkCommandResults($id: UUID!, $first: Int, $after: String) {
  bulkCommand(id: $id) {
    ...Bulk
    results(first: $first, after: $after) {
      edges {
        node {
          state
          chargePoint {
            id
            identity
          }
          command {
            id
            status
            message
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
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<BulkCommandResultsQuery, BulkCommandResultsQueryVariables>;
export const BulkCommandUpdatedDocument = new TypedDocumentString(`
    subscription BulkCommandUpdated($bulkCommandId: UUID!) {
  bulkCommandUpdated(bulkCommandId: $bulkCommandId) {
    ...Bulk
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<BulkCommandUpdatedSubscription, BulkCommandUpdatedSubscriptionVariables>;
export const StartBulkCommandDocument = new TypedDocumentString(`
    mutation StartBulkCommand($input: StartBulkCommandInput!) {
  startBulkCommand(input: $input) {
    ...Bulk
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<StartBulkCommandMutation, StartBulkCommandMutationVariables>;
export const PauseBulkCommandDocument = new TypedDocumentString(`
    mutation PauseBulkCommand($input: PauseBulkCommandInput!) {
  pauseBulkCommand(input: $input) {
    ...Bulk
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<PauseBulkCommandMutation, PauseBulkCommandMutationVariables>;
export const ResumeBulkCommandDocument = new TypedDocumentString(`
    mutation ResumeBulkCommand($input: ResumeBulkCommandInput!) {
  resumeBulkCommand(input: $input) {
    ...Bulk
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<ResumeBulkCommandMutation, ResumeBulkCommandMutationVariables>;
export const CancelBulkCommandDocument = new TypedDocumentString(`
    mutation CancelBulkCommand($input: CancelBulkCommandInput!) {
  cancelBulkCommand(input: $input) {
    ...Bulk
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<CancelBulkCommandMutation, CancelBulkCommandMutationVariables>;
export const CalendarDocument = new TypedDocumentString(`
    query Calendar($stationId: UUID!, $from: DateTime!, $until: DateTime!, $first: Int!, $after: String) {
  station(id: $stationId) {
    id
    calendar(from: $from, until: $until, first: $first, after: $after) {
      edges {
        node {
          ...Taken
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Taken on CalendarEntry {
  id
  kind
  evseId
  evseNumber
  startsAt
  endsAt
  note
  ended
  by {
    id
    displayName
  }
  reservation {
    id
    state
    reason
  }
}`) as unknown as TypedDocumentString<CalendarQuery, CalendarQueryVariables>;
export const BlockEvseDocument = new TypedDocumentString(`
    mutation BlockEvse($input: BlockEvseInput!) {
  blockEvse(input: $input) {
    ...Taken
  }
}
    fragment Taken on CalendarEntry {
  id
  kind
  evseId
  evseNumber
  startsAt
  endsAt
  note
  ended
  by {
    id
    displayName
  }
  reservation {
    id
    state
    reason
  }
}`) as unknown as TypedDocumentString<BlockEvseMutation, BlockEvseMutationVariables>;
export const UnblockEvseDocument = new TypedDocumentString(`
    mutation UnblockEvse($input: UnblockEvseInput!) {
  unblockEvse(input: $input) {
    ...Taken
  }
}
    fragment Taken on CalendarEntry {
  id
  kind
  evseId
  evseNumber
  startsAt
  endsAt
  note
  ended
  by {
    id
    displayName
  }
  reservation {
    id
    state
    reason
  }
}`) as unknown as TypedDocumentString<UnblockEvseMutation, UnblockEvseMutationVariables>;
export const ChargePointHistoryDocument = new TypedDocumentString(`
    query ChargePointHistory($id: UUID!, $first: Int) {
  chargePoint(id: $id) {
    id
    boots(first: $first) {
      edges {
        node {
          at
          reason
          firmware
          ocppVersion
        }
      }
    }
    errors(first: $first) {
      edges {
        node {
          id
          evseNumber
          connectorNumber
          errorCode
          errorInfo
          vendorErrorCode
          beganAt
          endedAt
        }
      }
    }
    connections(first: $first) {
      edges {
        node {
          beganAt
          endedAt
        }
      }
    }
    securityEvents(first: $first) {
      edges {
        node {
          id
          type
          techInfo
          reportedAt
        }
      }
    }
    events(first: $first) {
      edges {
        node {
          ...ChargerEvent
        }
      }
    }
  }
}
    fragment ChargerEvent on ChargePointEvent {
  id
  at
  of {
    ...Watched
  }
  value
  severity
  trigger
  kind
  cleared
  techInfo
}
fragment Watched on ComponentVariable {
  component
  componentInstance
  evseNumber
  connectorNumber
  variable
  variableInstance
}`) as unknown as TypedDocumentString<ChargePointHistoryQuery, ChargePointHistoryQueryVariables>;
export const ChargePointEventsDocument = new TypedDocumentString(`
    subscription ChargePointEvents($chargePointId: UUID!, $maxSeverity: Int) {
  chargePointEvents(chargePointId: $chargePointId, maxSeverity: $maxSeverity) {
    ...ChargerEvent
  }
}
    fragment ChargerEvent on ChargePointEvent {
  id
  at
  of {
    ...Watched
  }
  value
  severity
  trigger
  kind
  cleared
  techInfo
}
fragment Watched on ComponentVariable {
  component
  componentInstance
  evseNumber
  connectorNumber
  variable
  variableInstance
}`) as unknown as TypedDocumentString<ChargePointEventsSubscription, ChargePointEventsSubscriptionVariables>;
export const ChargePointWishesDocument = new TypedDocumentString(`
    query ChargePointWishes($id: UUID!, $first: Int) {
  chargePoint(id: $id) {
    id
    showsCost
    localList {
      kept
      version
      failedAt
    }
    wantedAvailability(first: $first) {
      edges {
        node {
          evseNumber
          connectorNumber
          available
          scheduled
          agreedAt
        }
      }
    }
    chargingProfiles(first: $first) {
      edges {
        node {
          profileId
          source
          purpose
          stackLevel
          evseNumber
          transactionId
          unit
          periods {
            startSeconds
            limit
            phases
          }
          startAt
          repeats
          durationSeconds
          validFrom
          validTo
          confirmedAt
        }
      }
    }
    displayMessages(first: $first) {
      edges {
        node {
          number
          content
          priority
          startsAt
          endsAt
          confirmedAt
        }
      }
    }
    monitors(first: $first) {
      edges {
        node {
          number
          of {
            ...Watched
          }
          type
          value
          severity
          confirmedAt
        }
      }
    }
    reservations(first: $first) {
      edges {
        node {
          id
          evseNumber
          idToken
          expiresAt
          state
          status
        }
      }
    }
    certificates(first: $first) {
      edges {
        node {
          serial
          subject
          notAfter
          revokedAt
        }
      }
    }
  }
}
    fragment Watched on ComponentVariable {
  component
  componentInstance
  evseNumber
  connectorNumber
  variable
  variableInstance
}`) as unknown as TypedDocumentString<ChargePointWishesQuery, ChargePointWishesQueryVariables>;
export const KeepLocalListDocument = new TypedDocumentString(`
    mutation KeepLocalList($input: KeepLocalListInput!) {
  keepLocalList(input: $input) {
    id
    localList {
      kept
      version
      failedAt
    }
  }
}
    `) as unknown as TypedDocumentString<KeepLocalListMutation, KeepLocalListMutationVariables>;
export const SetCostDisplayDocument = new TypedDocumentString(`
    mutation SetCostDisplay($input: SetCostDisplayInput!) {
  setCostDisplay(input: $input) {
    id
    showsCost
  }
}
    `) as unknown as TypedDocumentString<SetCostDisplayMutation, SetCostDisplayMutationVariables>;
export const RevokeCertificateDocument = new TypedDocumentString(`
    mutation RevokeCertificate($input: RevokeCertificateInput!) {
  revokeCertificate(input: $input) {
    serial
    revokedAt
  }
}
    `) as unknown as TypedDocumentString<RevokeCertificateMutation, RevokeCertificateMutationVariables>;
export const RequestFirmwareUploadDocument = new TypedDocumentString(`
    mutation RequestFirmwareUpload($input: RequestFirmwareUploadInput!) {
  requestFirmwareUpload(input: $input) {
    image {
      ...Image
    }
    url
    expiresAt
  }
}
    fragment Image on FirmwareImage {
  id
  name
  version
  bytes
  sha256
  announcedAt
  storedAt
}`) as unknown as TypedDocumentString<RequestFirmwareUploadMutation, RequestFirmwareUploadMutationVariables>;
export const FirmwareImagesDocument = new TypedDocumentString(`
    query FirmwareImages($first: Int, $after: String) {
  firmwareImages(first: $first, after: $after) {
    edges {
      node {
        ...Image
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Image on FirmwareImage {
  id
  name
  version
  bytes
  sha256
  announcedAt
  storedAt
}`) as unknown as TypedDocumentString<FirmwareImagesQuery, FirmwareImagesQueryVariables>;
export const DeleteFirmwareImageDocument = new TypedDocumentString(`
    mutation DeleteFirmwareImage($input: DeleteFirmwareImageInput!) {
  deleteFirmwareImage(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteFirmwareImageMutation, DeleteFirmwareImageMutationVariables>;
export const ChargePointRunsDocument = new TypedDocumentString(`
    query ChargePointRuns($id: UUID!, $first: Int) {
  chargePoint(id: $id) {
    id
    firmware
    firmwareRuns(first: $first) {
      edges {
        node {
          ...FirmwareUpdate
        }
      }
    }
    logRuns(first: $first) {
      edges {
        node {
          ...LogUpload
        }
      }
    }
  }
}
    fragment Image on FirmwareImage {
  id
  name
  version
  bytes
  sha256
  announcedAt
  storedAt
}
fragment FirmwareUpdate on FirmwareRun {
  id
  state
  message
  statuses {
    status
    at
  }
  requestedAt
  retrieveAt
  endedAt
  signed
  location
  image {
    ...Image
  }
  firmwareBefore
  firmwareAfter
}
fragment LogUpload on LogRun {
  id
  type
  state
  message
  statuses {
    status
    at
  }
  requestedAt
  endedAt
  location
  file {
    name
    bytes
    url
  }
}`) as unknown as TypedDocumentString<ChargePointRunsQuery, ChargePointRunsQueryVariables>;
export const FirmwareRunUpdatedDocument = new TypedDocumentString(`
    subscription FirmwareRunUpdated($runId: UUID!) {
  firmwareRunUpdated(runId: $runId) {
    ...FirmwareUpdate
  }
}
    fragment Image on FirmwareImage {
  id
  name
  version
  bytes
  sha256
  announcedAt
  storedAt
}
fragment FirmwareUpdate on FirmwareRun {
  id
  state
  message
  statuses {
    status
    at
  }
  requestedAt
  retrieveAt
  endedAt
  signed
  location
  image {
    ...Image
  }
  firmwareBefore
  firmwareAfter
}`) as unknown as TypedDocumentString<FirmwareRunUpdatedSubscription, FirmwareRunUpdatedSubscriptionVariables>;
export const LogRunUpdatedDocument = new TypedDocumentString(`
    subscription LogRunUpdated($runId: UUID!) {
  logRunUpdated(runId: $runId) {
    ...LogUpload
  }
}
    fragment LogUpload on LogRun {
  id
  type
  state
  message
  statuses {
    status
    at
  }
  requestedAt
  endedAt
  location
  file {
    name
    bytes
    url
  }
}`) as unknown as TypedDocumentString<LogRunUpdatedSubscription, LogRunUpdatedSubscriptionVariables>;
export const AbandonChargePointRunDocument = new TypedDocumentString(`
    mutation AbandonChargePointRun($input: AbandonChargePointRunInput!) {
  abandonChargePointRun(input: $input) {
    id
    state
    message
  }
}
    `) as unknown as TypedDocumentString<AbandonChargePointRunMutation, AbandonChargePointRunMutationVariables>;
export const ChargePointsDocument = new TypedDocumentString(`
    query ChargePoints($filter: ChargePointFilter, $first: Int, $after: String) {
  chargePoints(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...ChargePointRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ChargePointRow on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  firmware
  connection {
    since
    securityProfile
  }
}`) as unknown as TypedDocumentString<ChargePointsQuery, ChargePointsQueryVariables>;
export const ChargePointDocument = new TypedDocumentString(`
    query ChargePoint($id: UUID!) {
  chargePoint(id: $id) {
    ...ChargePointRow
    bootedAt
    bootCount
    clockAheadMs
    serialNumber
    quarantinedCount
    keptCount
    connectors {
      evseNumber
      connectorNumber
      status
      errorCode
      errorInfo
      at
    }
    uptime {
      days
      since
      connectedSeconds
      share
    }
  }
}
    fragment ChargePointRow on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  firmware
  connection {
    since
    securityProfile
  }
}`) as unknown as TypedDocumentString<ChargePointQuery, ChargePointQueryVariables>;
export const ChargePointUpdatedDocument = new TypedDocumentString(`
    subscription ChargePointUpdated($id: UUID!) {
  chargePointUpdated(id: $id) {
    ...ChargePointRow
  }
}
    fragment ChargePointRow on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  firmware
  connection {
    since
    securityProfile
  }
}`) as unknown as TypedDocumentString<ChargePointUpdatedSubscription, ChargePointUpdatedSubscriptionVariables>;
export const ChargePointMessagesDocument = new TypedDocumentString(`
    query ChargePointMessages($id: UUID!, $filter: ChargePointMessageFilter, $first: Int, $after: String) {
  chargePoint(id: $id) {
    id
    messages(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          ...ChargePointFrame
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ChargePointFrame on ChargePointMessage {
  id
  at
  direction
  kind
  action
  messageId
  text
}`) as unknown as TypedDocumentString<ChargePointMessagesQuery, ChargePointMessagesQueryVariables>;
export const ChargePointMessagesNowDocument = new TypedDocumentString(`
    subscription ChargePointMessagesNow($chargePointId: UUID!) {
  chargePointMessages(chargePointId: $chargePointId) {
    ...ChargePointFrame
  }
}
    fragment ChargePointFrame on ChargePointMessage {
  id
  at
  direction
  kind
  action
  messageId
  text
}`) as unknown as TypedDocumentString<ChargePointMessagesNowSubscription, ChargePointMessagesNowSubscriptionVariables>;
export const ChargePointSettingsDocument = new TypedDocumentString(`
    query ChargePointSettings($id: UUID!, $search: String, $first: Int, $after: String) {
  chargePoint(id: $id) {
    id
    configuration(search: $search, first: $first, after: $after) {
      edges {
        node {
          key
          value
          readonly
          readAt
          rebootRequired
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    deviceModel(search: $search, first: $first, after: $after) {
      edges {
        node {
          path
          component
          componentInstance
          evseNumber
          connectorNumber
          variable
          variableInstance
          attributes {
            type
            value
            mutability
          }
          readAt
          rebootRequired
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChargePointSettingsQuery, ChargePointSettingsQueryVariables>;
export const QuarantinedMessagesDocument = new TypedDocumentString(`
    query QuarantinedMessages($filter: QuarantinedMessageFilter, $first: Int, $after: String) {
  quarantinedMessages(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        chargePoint {
          id
          identity
        }
        action
        reason
        payload
        receivedAt
        isUsedInPart
        resolvedAt
        resolution
        note
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<QuarantinedMessagesQuery, QuarantinedMessagesQueryVariables>;
export const DismissQuarantinedMessageDocument = new TypedDocumentString(`
    mutation DismissQuarantinedMessage($input: DismissQuarantinedMessageInput!) {
  dismissQuarantinedMessage(input: $input) {
    id
    resolvedAt
  }
}
    `) as unknown as TypedDocumentString<DismissQuarantinedMessageMutation, DismissQuarantinedMessageMutationVariables>;
export const RetryQuarantinedMessageDocument = new TypedDocumentString(`
    mutation RetryQuarantinedMessage($input: RetryQuarantinedMessageInput!) {
  retryQuarantinedMessage(input: $input) {
    message {
      id
      resolvedAt
      resolution
    }
    again {
      id
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<RetryQuarantinedMessageMutation, RetryQuarantinedMessageMutationVariables>;
export const ChargePointCommandsDocument = new TypedDocumentString(`
    query ChargePointCommands($id: UUID!, $filter: ChargePointCommandFilter, $first: Int, $after: String) {
  chargePoint(id: $id) {
    id
    commands(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          ...Command
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ChargePointCommandsQuery, ChargePointCommandsQueryVariables>;
export const ChargePointCommandDocument = new TypedDocumentString(`
    query ChargePointCommand($id: UUID!) {
  chargePointCommand(id: $id) {
    ...Command
    request
    response
    compositeSchedule {
      unit
      startAt
      durationSeconds
      periods {
        startSeconds
        limit
        phases
      }
    }
    report {
      parts
      completedAt
    }
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ChargePointCommandQuery, ChargePointCommandQueryVariables>;
export const ChargePointCommandUpdatedDocument = new TypedDocumentString(`
    subscription ChargePointCommandUpdated($commandId: UUID!) {
  chargePointCommandUpdated(commandId: $commandId) {
    ...Command
    response
    report {
      parts
      completedAt
    }
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ChargePointCommandUpdatedSubscription, ChargePointCommandUpdatedSubscriptionVariables>;
export const CancelChargePointCommandDocument = new TypedDocumentString(`
    mutation CancelChargePointCommand($input: CancelChargePointCommandInput!) {
  cancelChargePointCommand(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<CancelChargePointCommandMutation, CancelChargePointCommandMutationVariables>;
export const SetChargingProfileDocument = new TypedDocumentString(`
    mutation SetChargingProfile($input: SetChargingProfileInput!) {
  setChargingProfile(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetChargingProfileMutation, SetChargingProfileMutationVariables>;
export const ClearChargingProfilesDocument = new TypedDocumentString(`
    mutation ClearChargingProfiles($input: ClearChargingProfilesInput!) {
  clearChargingProfiles(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ClearChargingProfilesMutation, ClearChargingProfilesMutationVariables>;
export const GetChargingProfilesDocument = new TypedDocumentString(`
    mutation GetChargingProfiles($input: GetChargingProfilesInput!) {
  getChargingProfiles(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetChargingProfilesMutation, GetChargingProfilesMutationVariables>;
export const GetCompositeScheduleDocument = new TypedDocumentString(`
    mutation GetCompositeSchedule($input: GetCompositeScheduleInput!) {
  getCompositeSchedule(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetCompositeScheduleMutation, GetCompositeScheduleMutationVariables>;
export const UpdateChargePointFirmwareDocument = new TypedDocumentString(`
    mutation UpdateChargePointFirmware($input: UpdateChargePointFirmwareInput!) {
  updateChargePointFirmware(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<UpdateChargePointFirmwareMutation, UpdateChargePointFirmwareMutationVariables>;
export const TransferDataDocument = new TypedDocumentString(`
    mutation TransferData($input: TransferDataInput!) {
  transferData(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<TransferDataMutation, TransferDataMutationVariables>;
export const GetConfigurationDocument = new TypedDocumentString(`
    mutation GetConfiguration($input: GetConfigurationInput!) {
  getConfiguration(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetConfigurationMutation, GetConfigurationMutationVariables>;
export const ChangeConfigurationDocument = new TypedDocumentString(`
    mutation ChangeConfiguration($input: ChangeConfigurationInput!) {
  changeConfiguration(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ChangeConfigurationMutation, ChangeConfigurationMutationVariables>;
export const GetVariablesDocument = new TypedDocumentString(`
    mutation GetVariables($input: GetVariablesInput!) {
  getVariables(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetVariablesMutation, GetVariablesMutationVariables>;
export const SetVariablesDocument = new TypedDocumentString(`
    mutation SetVariables($input: SetVariablesInput!) {
  setVariables(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetVariablesMutation, SetVariablesMutationVariables>;
export const GetBaseReportDocument = new TypedDocumentString(`
    mutation GetBaseReport($input: GetBaseReportInput!) {
  getBaseReport(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetBaseReportMutation, GetBaseReportMutationVariables>;
export const UnlockConnectorDocument = new TypedDocumentString(`
    mutation UnlockConnector($input: UnlockConnectorInput!) {
  unlockConnector(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<UnlockConnectorMutation, UnlockConnectorMutationVariables>;
export const ChangeAvailabilityDocument = new TypedDocumentString(`
    mutation ChangeAvailability($input: ChangeAvailabilityInput!) {
  changeAvailability(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ChangeAvailabilityMutation, ChangeAvailabilityMutationVariables>;
export const ResetChargePointDocument = new TypedDocumentString(`
    mutation ResetChargePoint($input: ResetChargePointInput!) {
  resetChargePoint(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ResetChargePointMutation, ResetChargePointMutationVariables>;
export const InstallCertificateDocument = new TypedDocumentString(`
    mutation InstallCertificate($input: InstallCertificateInput!) {
  installCertificate(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<InstallCertificateMutation, InstallCertificateMutationVariables>;
export const DeleteCertificateDocument = new TypedDocumentString(`
    mutation DeleteCertificate($input: DeleteCertificateInput!) {
  deleteCertificate(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<DeleteCertificateMutation, DeleteCertificateMutationVariables>;
export const GetInstalledCertificatesDocument = new TypedDocumentString(`
    mutation GetInstalledCertificates($input: GetInstalledCertificatesInput!) {
  getInstalledCertificates(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetInstalledCertificatesMutation, GetInstalledCertificatesMutationVariables>;
export const RotateChargePointPasswordDocument = new TypedDocumentString(`
    mutation RotateChargePointPassword($input: RotateChargePointPasswordInput!) {
  rotateChargePointPassword(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<RotateChargePointPasswordMutation, RotateChargePointPasswordMutationVariables>;
export const SetNetworkProfileDocument = new TypedDocumentString(`
    mutation SetNetworkProfile($input: SetNetworkProfileInput!) {
  setNetworkProfile(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetNetworkProfileMutation, SetNetworkProfileMutationVariables>;
export const SetDisplayMessageDocument = new TypedDocumentString(`
    mutation SetDisplayMessage($input: SetDisplayMessageInput!) {
  setDisplayMessage(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetDisplayMessageMutation, SetDisplayMessageMutationVariables>;
export const ClearDisplayMessageDocument = new TypedDocumentString(`
    mutation ClearDisplayMessage($input: ClearDisplayMessageInput!) {
  clearDisplayMessage(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ClearDisplayMessageMutation, ClearDisplayMessageMutationVariables>;
export const GetDisplayMessagesDocument = new TypedDocumentString(`
    mutation GetDisplayMessages($input: GetDisplayMessagesInput!) {
  getDisplayMessages(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetDisplayMessagesMutation, GetDisplayMessagesMutationVariables>;
export const GetChargePointDiagnosticsDocument = new TypedDocumentString(`
    mutation GetChargePointDiagnostics($input: GetChargePointDiagnosticsInput!) {
  getChargePointDiagnostics(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetChargePointDiagnosticsMutation, GetChargePointDiagnosticsMutationVariables>;
export const GetChargePointLogDocument = new TypedDocumentString(`
    mutation GetChargePointLog($input: GetChargePointLogInput!) {
  getChargePointLog(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetChargePointLogMutation, GetChargePointLogMutationVariables>;
export const SetVariableMonitorDocument = new TypedDocumentString(`
    mutation SetVariableMonitor($input: SetVariableMonitorInput!) {
  setVariableMonitor(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetVariableMonitorMutation, SetVariableMonitorMutationVariables>;
export const ClearVariableMonitorDocument = new TypedDocumentString(`
    mutation ClearVariableMonitor($input: ClearVariableMonitorInput!) {
  clearVariableMonitor(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ClearVariableMonitorMutation, ClearVariableMonitorMutationVariables>;
export const SetMonitoringBaseDocument = new TypedDocumentString(`
    mutation SetMonitoringBase($input: SetMonitoringBaseInput!) {
  setMonitoringBase(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetMonitoringBaseMutation, SetMonitoringBaseMutationVariables>;
export const SetMonitoringLevelDocument = new TypedDocumentString(`
    mutation SetMonitoringLevel($input: SetMonitoringLevelInput!) {
  setMonitoringLevel(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SetMonitoringLevelMutation, SetMonitoringLevelMutationVariables>;
export const GetMonitoringReportDocument = new TypedDocumentString(`
    mutation GetMonitoringReport($input: GetMonitoringReportInput!) {
  getMonitoringReport(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetMonitoringReportMutation, GetMonitoringReportMutationVariables>;
export const ClearCacheDocument = new TypedDocumentString(`
    mutation ClearCache($input: ClearCacheInput!) {
  clearCache(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ClearCacheMutation, ClearCacheMutationVariables>;
export const GetLocalListVersionDocument = new TypedDocumentString(`
    mutation GetLocalListVersion($input: GetLocalListVersionInput!) {
  getLocalListVersion(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<GetLocalListVersionMutation, GetLocalListVersionMutationVariables>;
export const SendLocalListDocument = new TypedDocumentString(`
    mutation SendLocalList($input: SendLocalListInput!) {
  sendLocalList(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<SendLocalListMutation, SendLocalListMutationVariables>;
export const TriggerMessageDocument = new TypedDocumentString(`
    mutation TriggerMessage($input: TriggerMessageInput!) {
  triggerMessage(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<TriggerMessageMutation, TriggerMessageMutationVariables>;
export const ReserveNowDocument = new TypedDocumentString(`
    mutation ReserveNow($input: ReserveNowInput!) {
  reserveNow(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<ReserveNowMutation, ReserveNowMutationVariables>;
export const CancelReservationDocument = new TypedDocumentString(`
    mutation CancelReservation($input: CancelReservationInput!) {
  cancelReservation(input: $input) {
    ...Command
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}`) as unknown as TypedDocumentString<CancelReservationMutation, CancelReservationMutationVariables>;
export const UserSessionsDocument = new TypedDocumentString(`
    query UserSessions($id: UUID!, $first: Int, $after: String) {
  user(id: $id) {
    id
    chargingSessions(first: $first, after: $after) {
      edges {
        node {
          ...SessionRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment SessionRow on ChargingSession {
  id
  status
  failureReason
  startedAt
  endedAt
  endReason
  endedBy
  energyWh
  held
  flags
  station {
    id
    name
  }
}`) as unknown as TypedDocumentString<UserSessionsQuery, UserSessionsQueryVariables>;
export const StationSessionsDocument = new TypedDocumentString(`
    query StationSessions($filter: ChargingSessionFilter, $first: Int, $after: String) {
  chargingSessions(filter: $filter, first: $first, after: $after) {
    totalCount
    edges {
      node {
        ...SessionRow
        user {
          id
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SessionRow on ChargingSession {
  id
  status
  failureReason
  startedAt
  endedAt
  endReason
  endedBy
  energyWh
  held
  flags
  station {
    id
    name
  }
}`) as unknown as TypedDocumentString<StationSessionsQuery, StationSessionsQueryVariables>;
export const SessionCountsDocument = new TypedDocumentString(`
    query SessionCounts($filter: ChargingSessionFilter) {
  chargingSessionCounts(filter: $filter) {
    total
    held
    anonymous
    byStatus {
      status
      count
    }
  }
}
    `) as unknown as TypedDocumentString<SessionCountsQuery, SessionCountsQueryVariables>;
export const SessionDetailsDocument = new TypedDocumentString(`
    query SessionDetails($id: UUID!) {
  chargingSession(id: $id) {
    ...SessionRow
    user {
      id
      displayName
    }
    chargeDetailRecord {
      id
      revision
      totalEnergyWh
      totalCostExclVat {
        amountMinor
        currency
      }
      totalCostInclVat {
        amountMinor
        currency
      }
    }
    reward {
      id
      amount
      status
    }
  }
}
    fragment SessionRow on ChargingSession {
  id
  status
  failureReason
  startedAt
  endedAt
  endReason
  endedBy
  energyWh
  held
  flags
  station {
    id
    name
  }
}`) as unknown as TypedDocumentString<SessionDetailsQuery, SessionDetailsQueryVariables>;
export const HeldBillsDocument = new TypedDocumentString(`
    query HeldBills($stationId: UUID, $first: Int, $after: String) {
  chargingSessions(
    filter: {stationId: $stationId, held: true, status: [COMPLETED]}
    first: $first
    after: $after
  ) {
    totalCount
    edges {
      node {
        ...CorrectableSession
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
fragment CorrectableSession on ChargingSession {
  id
  startedAt
  endedAt
  energyWh
  held
  flags
  station {
    id
    name
  }
  runningCost {
    amountMinor
    currency
  }
  corrections {
    ...Correction
  }
  chargeDetailRecords {
    id
    revision
    creditOf
    issuedAt
    totalEnergyWh
    totalCostExclVat {
      amountMinor
      currency
    }
    totalCostInclVat {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<HeldBillsQuery, HeldBillsQueryVariables>;
export const BillCorrectionsDocument = new TypedDocumentString(`
    query BillCorrections($filter: BillCorrectionFilter, $first: Int, $after: String) {
  billCorrections(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...Correction
        session {
          ...CorrectableSession
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
fragment CorrectableSession on ChargingSession {
  id
  startedAt
  endedAt
  energyWh
  held
  flags
  station {
    id
    name
  }
  runningCost {
    amountMinor
    currency
  }
  corrections {
    ...Correction
  }
  chargeDetailRecords {
    id
    revision
    creditOf
    issuedAt
    totalEnergyWh
    totalCostExclVat {
      amountMinor
      currency
    }
    totalCostInclVat {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<BillCorrectionsQuery, BillCorrectionsQueryVariables>;
export const ProposeBillCorrectionDocument = new TypedDocumentString(`
    mutation ProposeBillCorrection($input: ProposeBillCorrectionInput!) {
  proposeBillCorrection(input: $input) {
    ...Correction
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}`) as unknown as TypedDocumentString<ProposeBillCorrectionMutation, ProposeBillCorrectionMutationVariables>;
export const DecideBillCorrectionDocument = new TypedDocumentString(`
    mutation DecideBillCorrection($input: DecideBillCorrectionInput!) {
  decideBillCorrection(input: $input) {
    ...Correction
    session {
      ...CorrectableSession
    }
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
fragment CorrectableSession on ChargingSession {
  id
  startedAt
  endedAt
  energyWh
  held
  flags
  station {
    id
    name
  }
  runningCost {
    amountMinor
    currency
  }
  corrections {
    ...Correction
  }
  chargeDetailRecords {
    id
    revision
    creditOf
    issuedAt
    totalEnergyWh
    totalCostExclVat {
      amountMinor
      currency
    }
    totalCostInclVat {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<DecideBillCorrectionMutation, DecideBillCorrectionMutationVariables>;
export const WithdrawBillCorrectionDocument = new TypedDocumentString(`
    mutation WithdrawBillCorrection($input: WithdrawBillCorrectionInput!) {
  withdrawBillCorrection(input: $input) {
    ...Correction
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}`) as unknown as TypedDocumentString<WithdrawBillCorrectionMutation, WithdrawBillCorrectionMutationVariables>;
export const AccountDeletionsDocument = new TypedDocumentString(`
    query AccountDeletions($first: Int, $after: String) {
  accountDeletions(first: $first, after: $after) {
    edges {
      node {
        id
        userId
        state
        requestedAt
        dueAt
        doneAt
        parts {
          part
          hold
          passes
          forgottenAt
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountDeletionsQuery, AccountDeletionsQueryVariables>;
export const RegisterMeterKeyDocument = new TypedDocumentString(`
    mutation RegisterMeterKey($input: RegisterMeterKeyInput!) {
  registerMeterKey(input: $input) {
    ...Key
  }
}
    fragment Key on MeterKey {
  id
  meterSerial
  curve
  publicKey
  validFrom
  validUntil
}`) as unknown as TypedDocumentString<RegisterMeterKeyMutation, RegisterMeterKeyMutationVariables>;
export const SetMeterKeyEndDocument = new TypedDocumentString(`
    mutation SetMeterKeyEnd($input: SetMeterKeyEndInput!) {
  setMeterKeyEnd(input: $input) {
    ...Key
  }
}
    fragment Key on MeterKey {
  id
  meterSerial
  curve
  publicKey
  validFrom
  validUntil
}`) as unknown as TypedDocumentString<SetMeterKeyEndMutation, SetMeterKeyEndMutationVariables>;
export const DemandSignedMeterDocument = new TypedDocumentString(`
    mutation DemandSignedMeter($stationId: UUID!, $required: Boolean!) {
  updateStation(input: {stationId: $stationId, signedMeterRequired: $required}) {
    id
    signedMeterRequired
  }
}
    `) as unknown as TypedDocumentString<DemandSignedMeterMutation, DemandSignedMeterMutationVariables>;
export const MeterKeysDocument = new TypedDocumentString(`
    query MeterKeys($stationId: UUID!, $after: String) {
  station(id: $stationId) {
    id
    signedMeterRequired
    evses {
      id
      number
      meterKeys(first: 20, after: $after) {
        edges {
          node {
            ...Key
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
    fragment Key on MeterKey {
  id
  meterSerial
  curve
  publicKey
  validFrom
  validUntil
}`) as unknown as TypedDocumentString<MeterKeysQuery, MeterKeysQueryVariables>;
export const NotificationPreviewDocument = new TypedDocumentString(`
    query NotificationPreview($topic: NotificationTopic!, $locale: String!) {
  notificationPreview(topic: $topic, locale: $locale) {
    language
    title
    body
    action
    mailSubject
    mailText
    mailHtml
  }
}
    `) as unknown as TypedDocumentString<NotificationPreviewQuery, NotificationPreviewQueryVariables>;
export const NotificationFiguresDocument = new TypedDocumentString(`
    query NotificationFigures($from: String!, $until: String!) {
  notificationFigures(from: $from, until: $until) {
    topic
    channel
    state
    count
  }
}
    `) as unknown as TypedDocumentString<NotificationFiguresQuery, NotificationFiguresQueryVariables>;
export const AnnouncementsDocument = new TypedDocumentString(`
    query Announcements($first: Int!, $after: String) {
  announcements(first: $first, after: $after) {
    edges {
      node {
        ...Announced
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Announced on Announcement {
  id
  title
  state
  told
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<AnnouncementsQuery, AnnouncementsQueryVariables>;
export const AnnounceDocument = new TypedDocumentString(`
    mutation Announce($input: AnnounceInput!) {
  announce(input: $input) {
    announcement {
      ...Announced
    }
  }
}
    fragment Announced on Announcement {
  id
  title
  state
  told
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<AnnounceMutation, AnnounceMutationVariables>;
export const CancelAnnouncementDocument = new TypedDocumentString(`
    mutation CancelAnnouncement($input: CancelAnnouncementInput!) {
  cancelAnnouncement(input: $input) {
    announcement {
      ...Announced
    }
  }
}
    fragment Announced on Announcement {
  id
  title
  state
  told
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<CancelAnnouncementMutation, CancelAnnouncementMutationVariables>;
export const AuditPageDocument = new TypedDocumentString(`
    query AuditPage($subjectId: UUID, $actorId: UUID, $action: String, $first: Int!, $after: String) {
  accountAudit(
    subjectId: $subjectId
    actorId: $actorId
    action: $action
    first: $first
    after: $after
  ) {
    edges {
      node {
        id
        at
        action
        actor {
          id
          displayName
        }
        subjectId
        detail
        requestId
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditPageQuery, AuditPageQueryVariables>;
export const BulkPageDocument = new TypedDocumentString(`
    query BulkPage($id: UUID!) {
  bulkCommand(id: $id) {
    ...Bulk
    like {
      id
      state
      chargePoint {
        id
        identity
      }
    }
  }
}
    fragment Bulk on BulkCommand {
  id
  kind
  state
  message
  chargerCount
  doneCount
  counts {
    state
    count
  }
  requestedAt
  settledAt
}`) as unknown as TypedDocumentString<BulkPageQuery, BulkPageQueryVariables>;
export const BulkResultsDocument = new TypedDocumentString(`
    query BulkResults($id: UUID!, $state: ChargePointCommandState, $first: Int!, $after: String) {
  bulkCommand(id: $id) {
    id
    results(state: $state, first: $first, after: $after) {
      edges {
        node {
          state
          chargePoint {
            id
            identity
          }
          command {
            id
            status
            message
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
    `) as unknown as TypedDocumentString<BulkResultsQuery, BulkResultsQueryVariables>;
export const AnnouncementsPageDocument = new TypedDocumentString(`
    query AnnouncementsPage($first: Int!, $after: String) {
  announcements(first: $first, after: $after) {
    edges {
      node {
        ...Announced
        kind
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Announced on Announcement {
  id
  title
  state
  told
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<AnnouncementsPageQuery, AnnouncementsPageQueryVariables>;
export const ModelsPageDocument = new TypedDocumentString(`
    query ModelsPage {
  models {
    ...ModelRow
  }
}
    fragment ModelRow on Model {
  name
  version
  task
  state
  sha256
  licence
  thresholds
  metrics
}`) as unknown as TypedDocumentString<ModelsPageQuery, ModelsPageQueryVariables>;
export const ModelsPageReloadDocument = new TypedDocumentString(`
    mutation ModelsPageReload {
  reloadModels {
    models {
      ...ModelRow
    }
  }
}
    fragment ModelRow on Model {
  name
  version
  task
  state
  sha256
  licence
  thresholds
  metrics
}`) as unknown as TypedDocumentString<ModelsPageReloadMutation, ModelsPageReloadMutationVariables>;
export const SiteChoicesDocument = new TypedDocumentString(`
    query SiteChoices($first: Int!) {
  sites(first: $first) {
    edges {
      node {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SiteChoicesQuery, SiteChoicesQueryVariables>;
export const OperatorChoicesDocument = new TypedDocumentString(`
    query OperatorChoices($first: Int!) {
  users(role: OPERATOR, first: $first) {
    edges {
      node {
        id
        displayName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OperatorChoicesQuery, OperatorChoicesQueryVariables>;
export const RegisterByWizardDocument = new TypedDocumentString(`
    mutation RegisterByWizard($input: RegisterStationInput!) {
  registerStation(input: $input) {
    password
    station {
      ...StationListed
    }
  }
}
    fragment StationListed on Station {
  ...StationStatus
  name
  city
  identity
  access
  retiredAt
}
fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<RegisterByWizardMutation, RegisterByWizardMutationVariables>;
export const BillsPageDocument = new TypedDocumentString(`
    query BillsPage($filter: BillFilter, $first: Int!, $after: String) {
  bills(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...BillShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment BillShown on Bill {
  id
  state
  openedAt
  beingCorrected
  place {
    name
  }
  user {
    id
    displayName
  }
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    ...Amount
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
  }
}`) as unknown as TypedDocumentString<BillsPageQuery, BillsPageQueryVariables>;
export const PaymentsGiveBackDocument = new TypedDocumentString(`
    mutation PaymentsGiveBack($input: RefundBillInput!) {
  refundBill(input: $input) {
    ...BillShown
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment BillShown on Bill {
  id
  state
  openedAt
  beingCorrected
  place {
    name
  }
  user {
    id
    displayName
  }
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    ...Amount
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
  }
}`) as unknown as TypedDocumentString<PaymentsGiveBackMutation, PaymentsGiveBackMutationVariables>;
export const RefundsPageDocument = new TypedDocumentString(`
    query RefundsPage($state: [RefundState!], $first: Int!, $after: String) {
  refunds(state: $state, first: $first, after: $after) {
    edges {
      node {
        ...RefundShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment RefundShown on Refund {
  id
  billId
  state
  toWallet
  reason
  createdAt
  amount {
    ...Amount
  }
}`) as unknown as TypedDocumentString<RefundsPageQuery, RefundsPageQueryVariables>;
export const PaymentsRetryRefundDocument = new TypedDocumentString(`
    mutation PaymentsRetryRefund($input: RetryRefundInput!) {
  retryRefund(input: $input) {
    ...RefundShown
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment RefundShown on Refund {
  id
  billId
  state
  toWallet
  reason
  createdAt
  amount {
    ...Amount
  }
}`) as unknown as TypedDocumentString<PaymentsRetryRefundMutation, PaymentsRetryRefundMutationVariables>;
export const DisputesPageDocument = new TypedDocumentString(`
    query DisputesPage($state: [DisputeState!], $first: Int!, $after: String) {
  disputes(state: $state, first: $first, after: $after) {
    edges {
      node {
        ...DisputeShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment DisputeShown on Dispute {
  id
  state
  reason
  dueBy
  answer
  openedAt
  amount {
    ...Amount
  }
  fee {
    ...Amount
  }
}`) as unknown as TypedDocumentString<DisputesPageQuery, DisputesPageQueryVariables>;
export const PaymentsAnswerDisputeDocument = new TypedDocumentString(`
    mutation PaymentsAnswerDispute($input: AnswerDisputeInput!) {
  answerDispute(input: $input) {
    ...DisputeShown
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment DisputeShown on Dispute {
  id
  state
  reason
  dueBy
  answer
  openedAt
  amount {
    ...Amount
  }
  fee {
    ...Amount
  }
}`) as unknown as TypedDocumentString<PaymentsAnswerDisputeMutation, PaymentsAnswerDisputeMutationVariables>;
export const MismatchesPageDocument = new TypedDocumentString(`
    query MismatchesPage($open: Boolean!, $first: Int!, $after: String) {
  mismatches(open: $open, first: $first, after: $after) {
    edges {
      node {
        ...MismatchShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MismatchShown on Mismatch {
  id
  provider
  kind
  aboutKind
  aboutId
  ours
  theirs
  currency
  notedAt
  resolvedAt
  resolution
}`) as unknown as TypedDocumentString<MismatchesPageQuery, MismatchesPageQueryVariables>;
export const PaymentsResolveMismatchDocument = new TypedDocumentString(`
    mutation PaymentsResolveMismatch($input: ResolveMismatchInput!) {
  resolveMismatch(input: $input) {
    ...MismatchShown
  }
}
    fragment MismatchShown on Mismatch {
  id
  provider
  kind
  aboutKind
  aboutId
  ours
  theirs
  currency
  notedAt
  resolvedAt
  resolution
}`) as unknown as TypedDocumentString<PaymentsResolveMismatchMutation, PaymentsResolveMismatchMutationVariables>;
export const PayoutsPageDocument = new TypedDocumentString(`
    query PayoutsPage($filter: PayoutFilter, $first: Int!, $after: String) {
  payouts(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...PayoutShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PayoutShown on Payout {
  id
  state
  week
  amount
  currency
  provider
  account
  failure
  operator {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<PayoutsPageQuery, PayoutsPageQueryVariables>;
export const PaymentsApprovePayoutDocument = new TypedDocumentString(`
    mutation PaymentsApprovePayout($input: ApprovePayoutInput!) {
  approvePayout(input: $input) {
    ...PayoutShown
  }
}
    fragment PayoutShown on Payout {
  id
  state
  week
  amount
  currency
  provider
  account
  failure
  operator {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<PaymentsApprovePayoutMutation, PaymentsApprovePayoutMutationVariables>;
export const AdjustmentsPageDocument = new TypedDocumentString(`
    query AdjustmentsPage($states: [AdjustmentState!], $first: Int!, $after: String) {
  adjustments(states: $states, first: $first, after: $after) {
    edges {
      node {
        ...AdjustmentShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment AdjustmentShown on Adjustment {
  id
  beneficiary
  beneficiaryId
  state
  reason
  evidence
  proposedAt
  proposedBy {
    id
    displayName
  }
  amount {
    ...Amount
  }
}`) as unknown as TypedDocumentString<AdjustmentsPageQuery, AdjustmentsPageQueryVariables>;
export const PaymentsDecideAdjustmentDocument = new TypedDocumentString(`
    mutation PaymentsDecideAdjustment($input: DecideAdjustmentInput!) {
  decideAdjustment(input: $input) {
    ...AdjustmentShown
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment AdjustmentShown on Adjustment {
  id
  beneficiary
  beneficiaryId
  state
  reason
  evidence
  proposedAt
  proposedBy {
    id
    displayName
  }
  amount {
    ...Amount
  }
}`) as unknown as TypedDocumentString<PaymentsDecideAdjustmentMutation, PaymentsDecideAdjustmentMutationVariables>;
export const OperationsPageDocument = new TypedDocumentString(`
    query OperationsPage($state: PaymentOperationState!, $first: Int!, $after: String) {
  paymentOperations(state: $state, first: $first, after: $after) {
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
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment OperationShown on PaymentOperation {
  id
  kind
  provider
  state
  subjectType
  refusal
  tries
  createdAt
  amount {
    ...Amount
  }
}`) as unknown as TypedDocumentString<OperationsPageQuery, OperationsPageQueryVariables>;
export const PaymentsRetryOperationDocument = new TypedDocumentString(`
    mutation PaymentsRetryOperation($input: RetryPaymentOperationInput!) {
  retryPaymentOperation(input: $input) {
    ...OperationShown
  }
}
    fragment Amount on Money {
  amountMinor
  amount
  currency
}
fragment OperationShown on PaymentOperation {
  id
  kind
  provider
  state
  subjectType
  refusal
  tries
  createdAt
  amount {
    ...Amount
  }
}`) as unknown as TypedDocumentString<PaymentsRetryOperationMutation, PaymentsRetryOperationMutationVariables>;
export const PointPageDocument = new TypedDocumentString(`
    query PointPage($id: UUID!) {
  chargePoint(id: $id) {
    ...PointShown
    station {
      id
      name
      city
      timeZone
    }
  }
}
    fragment PointShown on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  serialNumber
  firmware
  bootedAt
  quarantinedCount
  connection {
    since
    securityProfile
  }
  connectors {
    evseNumber
    connectorNumber
    status
    at
    errorCode
    errorInfo
  }
}`) as unknown as TypedDocumentString<PointPageQuery, PointPageQueryVariables>;
export const PointPageLiveDocument = new TypedDocumentString(`
    subscription PointPageLive($id: UUID!) {
  chargePointUpdated(id: $id) {
    ...PointShown
  }
}
    fragment PointShown on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  serialNumber
  firmware
  bootedAt
  quarantinedCount
  connection {
    since
    securityProfile
  }
  connectors {
    evseNumber
    connectorNumber
    status
    at
    errorCode
    errorInfo
  }
}`) as unknown as TypedDocumentString<PointPageLiveSubscription, PointPageLiveSubscriptionVariables>;
export const PointCommandsDocument = new TypedDocumentString(`
    query PointCommands($id: UUID!, $first: Int!) {
  chargePoint(id: $id) {
    id
    commands(first: $first) {
      edges {
        node {
          ...CommandShown
        }
      }
    }
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}
fragment CommandShown on ChargePointCommand {
  ...Command
  response
}`) as unknown as TypedDocumentString<PointCommandsQuery, PointCommandsQueryVariables>;
export const PointCommandLiveDocument = new TypedDocumentString(`
    subscription PointCommandLive($commandId: UUID!) {
  chargePointCommandUpdated(commandId: $commandId) {
    ...CommandShown
  }
}
    fragment Command on ChargePointCommand {
  id
  kind
  state
  status
  message
  requestedAt
  expiresAt
  sentAt
  settledAt
}
fragment CommandShown on ChargePointCommand {
  ...Command
  response
}`) as unknown as TypedDocumentString<PointCommandLiveSubscription, PointCommandLiveSubscriptionVariables>;
export const PointConfigurationDocument = new TypedDocumentString(`
    query PointConfiguration($id: UUID!, $search: String, $first: Int!, $after: String) {
  chargePoint(id: $id) {
    id
    configuration(search: $search, first: $first, after: $after) {
      edges {
        node {
          ...SettingShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment SettingShown on ConfigurationKey {
  key
  value
  readonly
  readAt
  rebootRequired
}`) as unknown as TypedDocumentString<PointConfigurationQuery, PointConfigurationQueryVariables>;
export const PointVariablesDocument = new TypedDocumentString(`
    query PointVariables($id: UUID!, $search: String, $first: Int!, $after: String) {
  chargePoint(id: $id) {
    id
    deviceModel(search: $search, first: $first, after: $after) {
      edges {
        node {
          ...VariableShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment VariableShown on DeviceVariable {
  path
  attributes {
    type
    value
    mutability
  }
  readAt
  rebootRequired
}`) as unknown as TypedDocumentString<PointVariablesQuery, PointVariablesQueryVariables>;
export const PointQuarantineDocument = new TypedDocumentString(`
    query PointQuarantine($filter: QuarantinedMessageFilter, $first: Int!, $after: String) {
  quarantinedMessages(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...QuarantinedShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment QuarantinedShown on QuarantinedMessage {
  id
  action
  reason
  payload
  receivedAt
}`) as unknown as TypedDocumentString<PointQuarantineQuery, PointQuarantineQueryVariables>;
export const PointsPageDocument = new TypedDocumentString(`
    query PointsPage($filter: ChargePointFilter, $first: Int!, $after: String) {
  chargePoints(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...PointListed
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PointListed on ChargePoint {
  id
  identity
  ocppVersion
  vendor
  model
  firmware
  station {
    ...StationStatus
    name
    city
  }
}
fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<PointsPageQuery, PointsPageQueryVariables>;
export const VerificationPolicyDocument = new TypedDocumentString(`
    query VerificationPolicy {
  verificationPolicy {
    ...PolicyShown
  }
}
    fragment PolicyShown on VerificationPolicy {
  version
  since
  reason
  setBy {
    id
    displayName
  }
  auditPermille
  unboundPermille
  newDriverPermille
  newDriverPhotos
  unboundPerDay
  dayWorth
}`) as unknown as TypedDocumentString<VerificationPolicyQuery, VerificationPolicyQueryVariables>;
export const PolicyPageDocument = new TypedDocumentString(`
    query PolicyPage {
  verificationPolicy {
    ...PolicyShown
  }
  reviewStatistics {
    audits {
      decided
      wrong
      waiting
      errorRate
      errorRateUpTo
    }
  }
}
    fragment PolicyShown on VerificationPolicy {
  version
  since
  reason
  setBy {
    id
    displayName
  }
  auditPermille
  unboundPermille
  newDriverPermille
  newDriverPhotos
  unboundPerDay
  dayWorth
}`) as unknown as TypedDocumentString<PolicyPageQuery, PolicyPageQueryVariables>;
export const PolicyVersionsDocument = new TypedDocumentString(`
    query PolicyVersions($first: Int, $after: String) {
  verificationPolicies(first: $first, after: $after) {
    edges {
      node {
        ...PolicyShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PolicyShown on VerificationPolicy {
  version
  since
  reason
  setBy {
    id
    displayName
  }
  auditPermille
  unboundPermille
  newDriverPermille
  newDriverPhotos
  unboundPerDay
  dayWorth
}`) as unknown as TypedDocumentString<PolicyVersionsQuery, PolicyVersionsQueryVariables>;
export const SetVerificationPolicyDocument = new TypedDocumentString(`
    mutation SetVerificationPolicy($input: SetVerificationPolicyInput!) {
  setVerificationPolicy(input: $input) {
    ...PolicyShown
  }
}
    fragment PolicyShown on VerificationPolicy {
  version
  since
  reason
  setBy {
    id
    displayName
  }
  auditPermille
  unboundPermille
  newDriverPermille
  newDriverPhotos
  unboundPerDay
  dayWorth
}`) as unknown as TypedDocumentString<SetVerificationPolicyMutation, SetVerificationPolicyMutationVariables>;
export const ReviewPageDocument = new TypedDocumentString(`
    query ReviewPage {
  reviewStatistics {
    ...QueueShown
  }
}
    fragment QueueShown on ReviewStatistics {
  waiting
  claimed
  oldestAt
}`) as unknown as TypedDocumentString<ReviewPageQuery, ReviewPageQueryVariables>;
export const ReviewPageLiveDocument = new TypedDocumentString(`
    subscription ReviewPageLive {
  reviewQueueChanged {
    ...QueueShown
  }
}
    fragment QueueShown on ReviewStatistics {
  waiting
  claimed
  oldestAt
}`) as unknown as TypedDocumentString<ReviewPageLiveSubscription, ReviewPageLiveSubscriptionVariables>;
export const ReviewWaitingDocument = new TypedDocumentString(`
    query ReviewWaiting($first: Int!) {
  reviewQueue(first: $first) {
    edges {
      node {
        id
        claimedUntil
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReviewWaitingQuery, ReviewWaitingQueryVariables>;
export const ReviewPageClaimDocument = new TypedDocumentString(`
    mutation ReviewPageClaim($input: ClaimReviewInput!) {
  claimReview(input: $input) {
    reviewCase {
      ...CaseShown
    }
  }
}
    fragment CaseShown on ReviewCase {
  ...Case
  decisions {
    decision
    final
    reading
    decidedAt
    reasons {
      code
      message
    }
    reviewer {
      id
      displayName
    }
  }
}
fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}`) as unknown as TypedDocumentString<ReviewPageClaimMutation, ReviewPageClaimMutationVariables>;
export const RewardRulesPageDocument = new TypedDocumentString(`
    query RewardRulesPage {
  rewardRules {
    ...RewardRuleRow
  }
}
    fragment RewardRuleRow on RewardRule {
  id
  name
  version
  validFrom
  unit
  per
  amount
  maximum
  budget
  period
  granted
  publishedAt
}`) as unknown as TypedDocumentString<RewardRulesPageQuery, RewardRulesPageQueryVariables>;
export const RewardLimitsPageDocument = new TypedDocumentString(`
    query RewardLimitsPage {
  rewardLimits {
    ...RewardLimitsRow
  }
}
    fragment RewardLimitsRow on RewardLimits {
  id
  version
  validFrom
  perUser
  perStation
  budget
  settlingSeconds
}`) as unknown as TypedDocumentString<RewardLimitsPageQuery, RewardLimitsPageQueryVariables>;
export const RewardCampaignsPageDocument = new TypedDocumentString(`
    query RewardCampaignsPage($first: Int!, $after: String) {
  rewardCampaigns(first: $first, after: $after) {
    edges {
      node {
        ...RewardCampaignRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment RewardCampaignRow on RewardCampaign {
  id
  title
  rule
  factorPermille
  startsAt
  endsAt
  timeZone
  windows {
    days
    from
    until
  }
  budget
  perUser
  perUserDay
  granted
  publishedAt
  stoppedAt
}`) as unknown as TypedDocumentString<RewardCampaignsPageQuery, RewardCampaignsPageQueryVariables>;
export const HeldRewardsPageDocument = new TypedDocumentString(`
    query HeldRewardsPage($first: Int!, $after: String) {
  heldRewards(first: $first, after: $after) {
    edges {
      node {
        ...WaitingReward
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment WaitingReward on Reward {
  id
  amount
  status
  heldReason
  quantity
  earnedAt
  rule {
    id
    name
    unit
  }
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<HeldRewardsPageQuery, HeldRewardsPageQueryVariables>;
export const BlockedRewardsPageDocument = new TypedDocumentString(`
    query BlockedRewardsPage($first: Int!, $after: String) {
  blockedRewards(first: $first, after: $after) {
    edges {
      node {
        ...WaitingReward
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment WaitingReward on Reward {
  id
  amount
  status
  heldReason
  quantity
  earnedAt
  rule {
    id
    name
    unit
  }
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<BlockedRewardsPageQuery, BlockedRewardsPageQueryVariables>;
export const ConsoleSessionDocument = new TypedDocumentString(`
    query ConsoleSession($id: UUID!) {
  chargingSession(id: $id) {
    ...ConsoleSessionShown
    powerProfile(points: 60) {
      from
      meanW
    }
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
fragment ConsoleSessionShown on ChargingSession {
  ...SessionListed
  failureReason
  endedAt
  endReason
  endedBy
  powerW
  socPercent
  flags
  connector {
    id
    number
    evse {
      id
      number
    }
  }
  costLines {
    type
    billedQuantity
    price
    costInclVat {
      amount
      currency
    }
    costExclVat {
      amount
      currency
    }
  }
  corrections {
    ...Correction
  }
}
fragment SessionListed on ChargingSession {
  id
  status
  requestedAt
  startedAt
  energyWh
  held
  station {
    id
    name
    timeZone
  }
  runningCost {
    amount
    currency
  }
  chargeDetailRecord {
    id
    totalCostInclVat {
      amount
      currency
    }
    totalCostExclVat {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<ConsoleSessionQuery, ConsoleSessionQueryVariables>;
export const ConsoleMeterDocument = new TypedDocumentString(`
    query ConsoleMeter($id: UUID!, $first: Int!, $after: String) {
  chargingSession(id: $id) {
    id
    meterValues(first: $first, after: $after) {
      edges {
        node {
          at
          registerWh
          powerW
          socPercent
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsoleMeterQuery, ConsoleMeterQueryVariables>;
export const ConsoleSessionLiveDocument = new TypedDocumentString(`
    subscription ConsoleSessionLive($sessionId: UUID!) {
  sessionUpdated(sessionId: $sessionId) {
    ...ConsoleSessionShown
  }
}
    fragment Correction on BillCorrection {
  id
  state
  energyBeforeWh
  energyWh
  reason
  proposedBy {
    id
  }
  proposedAt
  expiresAt
  decidedBy {
    id
  }
  decidedAt
  decisionReason
}
fragment ConsoleSessionShown on ChargingSession {
  ...SessionListed
  failureReason
  endedAt
  endReason
  endedBy
  powerW
  socPercent
  flags
  connector {
    id
    number
    evse {
      id
      number
    }
  }
  costLines {
    type
    billedQuantity
    price
    costInclVat {
      amount
      currency
    }
    costExclVat {
      amount
      currency
    }
  }
  corrections {
    ...Correction
  }
}
fragment SessionListed on ChargingSession {
  id
  status
  requestedAt
  startedAt
  energyWh
  held
  station {
    id
    name
    timeZone
  }
  runningCost {
    amount
    currency
  }
  chargeDetailRecord {
    id
    totalCostInclVat {
      amount
      currency
    }
    totalCostExclVat {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<ConsoleSessionLiveSubscription, ConsoleSessionLiveSubscriptionVariables>;
export const SessionsPageDocument = new TypedDocumentString(`
    query SessionsPage($filter: ChargingSessionFilter, $first: Int!, $after: String) {
  chargingSessions(filter: $filter, first: $first, after: $after) {
    totalCount
    edges {
      node {
        ...SessionListed
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SessionListed on ChargingSession {
  id
  status
  requestedAt
  startedAt
  energyWh
  held
  station {
    id
    name
    timeZone
  }
  runningCost {
    amount
    currency
  }
  chargeDetailRecord {
    id
    totalCostInclVat {
      amount
      currency
    }
    totalCostExclVat {
      amount
      currency
    }
  }
}`) as unknown as TypedDocumentString<SessionsPageQuery, SessionsPageQueryVariables>;
export const SettlementPageDocument = new TypedDocumentString(`
    query SettlementPage {
  settlement {
    ...ChainSettlementRow
  }
}
    fragment ChainSettlementRow on ChainSettlement {
  chain {
    id
    name
    explorerUrl
    headBlock
    finalBlock
    maxFeeWei
    seenAt
  }
  waiting
  waitingAmount
  oldestDueAt
  blocked
  blockedAmount
  submitted
  submittedAmount
  oldestSubmittedAt
  settled
  settledAmount
  batches
  lastSettledAt
  notFinal
  paidTwice
  feesWei
  remainingBudget
  rewardMaximum
  contractPaused
  pausedAt
  pauseReason
  nodes
  quorum
  warning
  fault
  faultSince
  comparedAt
}`) as unknown as TypedDocumentString<SettlementPageQuery, SettlementPageQueryVariables>;
export const OverviewChargersDocument = new TypedDocumentString(`
    query OverviewChargers {
  offline: chargePoints(filter: {connected: false}, first: 1) {
    totalCount
  }
  faulted: chargePoints(filter: {faulted: true}, first: 1) {
    totalCount
  }
}
    `) as unknown as TypedDocumentString<OverviewChargersQuery, OverviewChargersQueryVariables>;
export const OverviewHeldBillsDocument = new TypedDocumentString(`
    query OverviewHeldBills {
  chargingSessionCounts(filter: {held: true}) {
    held
  }
}
    `) as unknown as TypedDocumentString<OverviewHeldBillsQuery, OverviewHeldBillsQueryVariables>;
export const OverviewUseDocument = new TypedDocumentString(`
    query OverviewUse($from: DateTime!, $until: DateTime!) {
  stationUse(input: {from: $from, until: $until}) {
    days {
      day
      sessions
      energyWh
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewUseQuery, OverviewUseQueryVariables>;
export const OverviewSettlementDocument = new TypedDocumentString(`
    query OverviewSettlement {
  settlement {
    chain {
      id
      name
    }
    waiting
    oldestDueAt
    pausedAt
    fault
  }
}
    `) as unknown as TypedDocumentString<OverviewSettlementQuery, OverviewSettlementQueryVariables>;
export const OverviewHeldRewardsDocument = new TypedDocumentString(`
    query OverviewHeldRewards {
  heldRewards(first: 1) {
    edges {
      node {
        id
        earnedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewHeldRewardsQuery, OverviewHeldRewardsQueryVariables>;
export const StationChoicesDocument = new TypedDocumentString(`
    query StationChoices($filter: StationFilter, $first: Int!) {
  stations(filter: $filter, first: $first) {
    edges {
      node {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
    }
  }
}
    `) as unknown as TypedDocumentString<StationChoicesQuery, StationChoicesQueryVariables>;
export const StationNameDocument = new TypedDocumentString(`
    query StationName($id: UUID!) {
  station(id: $id) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<StationNameQuery, StationNameQueryVariables>;
export const ConsoleStationDocument = new TypedDocumentString(`
    query ConsoleStation($id: UUID!) {
  station(id: $id) {
    ...StationShown
  }
}
    fragment StationShown on Station {
  ...StationListed
  address
  country
  location {
    latitude
    longitude
  }
  timeZone
  operatorId
  signedMeterRequired
  facilities
  hours {
    twentyFourSeven
    regular {
      weekday
      begin
      end
    }
    openings {
      begin
      end
    }
    closings {
      begin
      end
    }
  }
  openNow
  bookingTerms {
    ...TermsShown
  }
  evses {
    id
    number
    evseId
    status
    connectors {
      id
      number
      standard
      format
      powerType
      maxPowerW
      status
      tariff {
        id
        description
        currency
      }
    }
  }
}
fragment TermsShown on BookingTerms {
  open
  fees
  minMinutes
  maxMinutes
  aheadDays
  changeUntilMinutes
  cancelUntilMinutes
  earlyStartMinutes
  noShowAfterMinutes
  lateStopMinutes
  keptFree
}
fragment StationListed on Station {
  ...StationStatus
  name
  city
  identity
  access
  retiredAt
}
fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<ConsoleStationQuery, ConsoleStationQueryVariables>;
export const TariffChoicesDocument = new TypedDocumentString(`
    query TariffChoices($operatorId: UUID, $first: Int!) {
  tariffs(operatorId: $operatorId, first: $first) {
    edges {
      node {
        id
        description
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TariffChoicesQuery, TariffChoicesQueryVariables>;
export const StationFaultsDocument = new TypedDocumentString(`
    query StationFaults($filter: FaultReportFilter, $first: Int!, $after: String) {
  faultReports(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...FaultReportRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment FaultReportRow on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    number
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<StationFaultsQuery, StationFaultsQueryVariables>;
export const StationLiveDocument = new TypedDocumentString(`
    subscription StationLive($stationId: UUID!) {
  stationAvailability(stationId: $stationId) {
    ...StationStatus
    evses {
      id
      status
      connectors {
        id
        status
      }
    }
  }
}
    fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<StationLiveSubscription, StationLiveSubscriptionVariables>;
export const SaveTermsDocument = new TypedDocumentString(`
    mutation SaveTerms($input: SaveBookingTermsInput!) {
  saveBookingTerms(input: $input) {
    ...TermsShown
  }
}
    fragment TermsShown on BookingTerms {
  open
  fees
  minMinutes
  maxMinutes
  aheadDays
  changeUntilMinutes
  cancelUntilMinutes
  earlyStartMinutes
  noShowAfterMinutes
  lateStopMinutes
  keptFree
}`) as unknown as TypedDocumentString<SaveTermsMutation, SaveTermsMutationVariables>;
export const SaveStationDocument = new TypedDocumentString(`
    mutation SaveStation($input: UpdateStationInput!) {
  updateStation(input: $input) {
    ...StationShown
  }
}
    fragment StationShown on Station {
  ...StationListed
  address
  country
  location {
    latitude
    longitude
  }
  timeZone
  operatorId
  signedMeterRequired
  facilities
  hours {
    twentyFourSeven
    regular {
      weekday
      begin
      end
    }
    openings {
      begin
      end
    }
    closings {
      begin
      end
    }
  }
  openNow
  bookingTerms {
    ...TermsShown
  }
  evses {
    id
    number
    evseId
    status
    connectors {
      id
      number
      standard
      format
      powerType
      maxPowerW
      status
      tariff {
        id
        description
        currency
      }
    }
  }
}
fragment TermsShown on BookingTerms {
  open
  fees
  minMinutes
  maxMinutes
  aheadDays
  changeUntilMinutes
  cancelUntilMinutes
  earlyStartMinutes
  noShowAfterMinutes
  lateStopMinutes
  keptFree
}
fragment StationListed on Station {
  ...StationStatus
  name
  city
  identity
  access
  retiredAt
}
fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<SaveStationMutation, SaveStationMutationVariables>;
export const StationsPageDocument = new TypedDocumentString(`
    query StationsPage($filter: StationFilter, $retired: Boolean, $first: Int!, $after: String) {
  stations(filter: $filter, retired: $retired, first: $first, after: $after) {
    edges {
      node {
        ...StationListed
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StationListed on Station {
  ...StationStatus
  name
  city
  identity
  access
  retiredAt
}
fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<StationsPageQuery, StationsPageQueryVariables>;
export const StationsPageLiveDocument = new TypedDocumentString(`
    subscription StationsPageLive($input: WatchStationsInput!) {
  stationsAvailability(input: $input) {
    stations {
      ...StationStatus
    }
  }
}
    fragment StationStatus on Station {
  id
  online
  evses {
    id
    status
  }
}`) as unknown as TypedDocumentString<StationsPageLiveSubscription, StationsPageLiveSubscriptionVariables>;
export const TariffsPageDocument = new TypedDocumentString(`
    query TariffsPage($operatorId: UUID, $first: Int!, $after: String) {
  tariffs(operatorId: $operatorId, first: $first, after: $after) {
    edges {
      node {
        ...TariffListed
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment TariffListed on Tariff {
  id
  version
  currency
  description
  validFrom
  elements {
    ...ElementShown
  }
}
fragment ElementShown on TariffElement {
  components {
    type
    priceExclVat
    priceInclVat
    vat
    stepSize
  }
  restrictions {
    startTime
    endTime
    startDate
    endDate
    minEnergyWh
    maxEnergyWh
    minCurrentA
    maxCurrentA
    minPowerW
    maxPowerW
    minDurationSeconds
    maxDurationSeconds
    daysOfWeek
    reservation
  }
}`) as unknown as TypedDocumentString<TariffsPageQuery, TariffsPageQueryVariables>;
export const TariffPageDocument = new TypedDocumentString(`
    query TariffPage($id: UUID!) {
  tariff(id: $id) {
    ...TariffShown
  }
}
    fragment TariffListed on Tariff {
  id
  version
  currency
  description
  validFrom
  elements {
    ...ElementShown
  }
}
fragment TariffShown on Tariff {
  ...TariffListed
  minPrice {
    exclVat
    inclVat
  }
  maxPrice {
    exclVat
    inclVat
  }
  preauthorizeAmount {
    amount
  }
  altTexts {
    language
    text
  }
  altUrl
  energyMix {
    isGreen
    supplier
    product
    sources {
      source
      percentage
    }
    impacts {
      category
      gramsPerKwh
    }
  }
  idle {
    graceMinutes
    noticeMinutes
    cap {
      exclVat
      inclVat
    }
  }
  versions {
    version
    validFrom
    savedAt
    currency
    description
    elements {
      ...ElementShown
    }
  }
}
fragment ElementShown on TariffElement {
  components {
    type
    priceExclVat
    priceInclVat
    vat
    stepSize
  }
  restrictions {
    startTime
    endTime
    startDate
    endDate
    minEnergyWh
    maxEnergyWh
    minCurrentA
    maxCurrentA
    minPowerW
    maxPowerW
    minDurationSeconds
    maxDurationSeconds
    daysOfWeek
    reservation
  }
}`) as unknown as TypedDocumentString<TariffPageQuery, TariffPageQueryVariables>;
export const TariffUseDocument = new TypedDocumentString(`
    query TariffUse($id: UUID!, $first: Int!, $after: String) {
  tariff(id: $id) {
    id
    usedBy(first: $first, after: $after) {
      edges {
        node {
          id
          number
          evse {
            id
            number
          }
          station {
            id
            name
            city
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
    `) as unknown as TypedDocumentString<TariffUseQuery, TariffUseQueryVariables>;
export const StationPlugsDocument = new TypedDocumentString(`
    query StationPlugs($id: UUID!) {
  station(id: $id) {
    id
    evses {
      id
      number
      connectors {
        id
        number
        standard
        maxPowerW
        tariff {
          id
          description
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationPlugsQuery, StationPlugsQueryVariables>;
export const PreviewTariffDocument = new TypedDocumentString(`
    query PreviewTariff($input: TariffPreviewInput!) {
  tariffPreview(input: $input) {
    chargingSeconds
    idleSeconds
    totalCostExclVat {
      amount
      currency
    }
    totalCostInclVat {
      amount
      currency
    }
    lines {
      type
      billedQuantity
      costExclVat {
        amount
        currency
      }
      costInclVat {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PreviewTariffQuery, PreviewTariffQueryVariables>;
export const SaveTariffVersionDocument = new TypedDocumentString(`
    mutation SaveTariffVersion($input: SaveTariffInput!) {
  saveTariff(input: $input) {
    id
    version
    validFrom
  }
}
    `) as unknown as TypedDocumentString<SaveTariffVersionMutation, SaveTariffVersionMutationVariables>;
export const UsePageDocument = new TypedDocumentString(`
    query UsePage($input: StationUseInput!) {
  stationUse(input: $input) {
    hours {
      weekday
      hour
      share
    }
    days {
      day
      sessions
      energyWh
      revenue {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UsePageQuery, UsePageQueryVariables>;
export const UptimePageDocument = new TypedDocumentString(`
    query UptimePage($input: StationUptimeInput!, $first: Int!, $after: String) {
  stationUptime(input: $input, first: $first, after: $after) {
    edges {
      node {
        ...UptimeShown
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment UptimeShown on ConnectorUptime {
  day
  connector {
    id
    number
    evse {
      id
      number
    }
    station {
      id
      name
    }
  }
  uptime {
    share
    upSeconds
    offlineSeconds
    faultedSeconds
    unavailableSeconds
    outages
  }
}`) as unknown as TypedDocumentString<UptimePageQuery, UptimePageQueryVariables>;
export const UptimeTableDocument = new TypedDocumentString(`
    query UptimeTable($input: StationUptimeInput!, $after: String) {
  stationUptimeTable(input: $input, after: $after) {
    csv
    next
  }
}
    `) as unknown as TypedDocumentString<UptimeTableQuery, UptimeTableQueryVariables>;
export const UserPageDocument = new TypedDocumentString(`
    query UserPage($id: UUID!) {
  user(id: $id) {
    ...UserRow
    guestUntil
    locale
    logins(first: 20) {
      edges {
        node {
          id
          device
          addressBlock
          method
          createdAt
          lastUsedAt
          current
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<UserPageQuery, UserPageQueryVariables>;
export const UserDeletionDocument = new TypedDocumentString(`
    query UserDeletion($userId: UUID!) {
  accountDeletions(userId: $userId, first: 1) {
    edges {
      node {
        ...DeletionRow
      }
    }
  }
}
    fragment DeletionRow on AccountDeletion {
  id
  userId
  state
  requestedAt
  dueAt
  doneAt
  parts {
    part
    hold
    passes
    forgottenAt
  }
}`) as unknown as TypedDocumentString<UserDeletionQuery, UserDeletionQueryVariables>;
export const UserPageEndLoginsDocument = new TypedDocumentString(`
    mutation UserPageEndLogins($input: EndLoginsInput!) {
  endLogins(input: $input) {
    ended
  }
}
    `) as unknown as TypedDocumentString<UserPageEndLoginsMutation, UserPageEndLoginsMutationVariables>;
export const UsersPageDocument = new TypedDocumentString(`
    query UsersPage($email: String, $role: Role, $blocked: Boolean, $first: Int!, $after: String) {
  users(
    email: $email
    role: $role
    blocked: $blocked
    first: $first
    after: $after
  ) {
    edges {
      node {
        ...UserRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<UsersPageQuery, UsersPageQueryVariables>;
export const DeletionsPageDocument = new TypedDocumentString(`
    query DeletionsPage($first: Int!, $after: String) {
  accountDeletions(first: $first, after: $after) {
    edges {
      node {
        ...DeletionRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DeletionRow on AccountDeletion {
  id
  userId
  state
  requestedAt
  dueAt
  doneAt
  parts {
    part
    hold
    passes
    forgottenAt
  }
}`) as unknown as TypedDocumentString<DeletionsPageQuery, DeletionsPageQueryVariables>;
export const ApiClientsDocument = new TypedDocumentString(`
    query ApiClients($partnerId: UUID, $first: Int, $after: String) {
  apiClients(partnerId: $partnerId, first: $first, after: $after) {
    edges {
      node {
        ...AnyApiClient
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AnyApiClient on ApiClient {
  id
  name
  partner {
    id
    displayName
  }
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
    expiresAt
  }
}`) as unknown as TypedDocumentString<ApiClientsQuery, ApiClientsQueryVariables>;
export const SetApiClientQuotaDocument = new TypedDocumentString(`
    mutation SetApiClientQuota($input: SetApiClientQuotaInput!) {
  setApiClientQuota(input: $input) {
    client {
      ...AnyApiClient
    }
  }
}
    fragment AnyApiClient on ApiClient {
  id
  name
  partner {
    id
    displayName
  }
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
    expiresAt
  }
}`) as unknown as TypedDocumentString<SetApiClientQuotaMutation, SetApiClientQuotaMutationVariables>;
export const AdminRevokeApiClientDocument = new TypedDocumentString(`
    mutation AdminRevokeApiClient($input: RevokeApiClientInput!) {
  revokeApiClient(input: $input) {
    client {
      ...AnyApiClient
    }
  }
}
    fragment AnyApiClient on ApiClient {
  id
  name
  partner {
    id
    displayName
  }
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
    expiresAt
  }
}`) as unknown as TypedDocumentString<AdminRevokeApiClientMutation, AdminRevokeApiClientMutationVariables>;
export const ApiClientUsageDocument = new TypedDocumentString(`
    query ApiClientUsage($id: UUID!, $from: String, $to: String) {
  apiClient(id: $id) {
    ...AnyApiClient
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
  }
}
    fragment AnyApiClient on ApiClient {
  id
  name
  partner {
    id
    displayName
  }
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
    expiresAt
  }
}`) as unknown as TypedDocumentString<ApiClientUsageQuery, ApiClientUsageQueryVariables>;
export const ApiClientCallsDocument = new TypedDocumentString(`
    query ApiClientCalls($id: UUID!, $filter: ApiCallFilter, $first: Int, $after: String) {
  apiClient(id: $id) {
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
    `) as unknown as TypedDocumentString<ApiClientCallsQuery, ApiClientCallsQueryVariables>;
export const SaveBusinessDocument = new TypedDocumentString(`
    mutation SaveBusiness($input: SaveBusinessInput!) {
  saveBusiness(input: $input) {
    __typename
  }
}
    `) as unknown as TypedDocumentString<SaveBusinessMutation, SaveBusinessMutationVariables>;
export const RefundBillDocument = new TypedDocumentString(`
    mutation RefundBill($input: RefundBillInput!) {
  refundBill(input: $input) {
    id
    state
    paid {
      amountMinor
      currency
    }
    refunds {
      id
      state
      amount {
        amountMinor
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RefundBillMutation, RefundBillMutationVariables>;
export const SaveBookingTermsDocument = new TypedDocumentString(`
    mutation SaveBookingTerms($input: SaveBookingTermsInput!) {
  saveBookingTerms(input: $input) {
    open
    fees
    minMinutes
    maxMinutes
    noShowAfterMinutes
    keptFree
  }
}
    `) as unknown as TypedDocumentString<SaveBookingTermsMutation, SaveBookingTermsMutationVariables>;
export const CancelBookingAsOperatorDocument = new TypedDocumentString(`
    mutation CancelBookingAsOperator($input: CancelBookingInput!) {
  cancelBookingAsOperator(input: $input) {
    id
    state
    reason
  }
}
    `) as unknown as TypedDocumentString<CancelBookingAsOperatorMutation, CancelBookingAsOperatorMutationVariables>;
export const WaiveReservationFeeDocument = new TypedDocumentString(`
    mutation WaiveReservationFee($input: WaiveReservationFeeInput!) {
  waiveReservationFee(input: $input) {
    reservation {
      id
      fee {
        amount {
          amountMinor
          currency
        }
        waivedReason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WaiveReservationFeeMutation, WaiveReservationFeeMutationVariables>;
export const ReviewQueueDocument = new TypedDocumentString(`
    query ReviewQueue($purpose: PhotoPurpose, $kind: ReviewKind, $first: Int, $after: String) {
  reviewQueue(purpose: $purpose, kind: $kind, first: $first, after: $after) {
    edges {
      node {
        ...Case
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}`) as unknown as TypedDocumentString<ReviewQueueQuery, ReviewQueueQueryVariables>;
export const ClaimReviewDocument = new TypedDocumentString(`
    mutation ClaimReview($input: ClaimReviewInput!) {
  claimReview(input: $input) {
    reviewCase {
      ...Case
    }
  }
}
    fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}`) as unknown as TypedDocumentString<ClaimReviewMutation, ClaimReviewMutationVariables>;
export const ReleaseReviewDocument = new TypedDocumentString(`
    mutation ReleaseReview($input: ReleaseReviewInput!) {
  releaseReview(input: $input) {
    reviewCase {
      ...Case
    }
  }
}
    fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}`) as unknown as TypedDocumentString<ReleaseReviewMutation, ReleaseReviewMutationVariables>;
export const DecideReviewDocument = new TypedDocumentString(`
    mutation DecideReview($input: DecideReviewInput!) {
  decideReview(input: $input) {
    reviewCase {
      ...Case
    }
  }
}
    fragment Case on ReviewCase {
  id
  kind
  state
  reasons {
    code
    message
  }
  evidence {
    label
    value
  }
  message
  lastReading {
    value
    unit
  }
  unit
  tenths
  displayNeeded
  task
  material
  distanceM
  adminOnly
  claimedUntil
  openedAt
  photo {
    id
    purpose
    reviewUrl
    takenAt
    takenAtPlace {
      latitude
      longitude
    }
    reading {
      value
      confidence
    }
    confidence
    checks {
      check
      outcome
      score
      reason
      detail
    }
  }
}`) as unknown as TypedDocumentString<DecideReviewMutation, DecideReviewMutationVariables>;
export const ReviewStatisticsDocument = new TypedDocumentString(`
    query ReviewStatistics {
  reviewStatistics {
    waiting
    oldestAt
  }
}
    `) as unknown as TypedDocumentString<ReviewStatisticsQuery, ReviewStatisticsQueryVariables>;
export const ErasePhotosOfDocument = new TypedDocumentString(`
    mutation ErasePhotosOf($input: ErasePhotosInput!) {
  erasePhotos(input: $input) {
    erased
  }
}
    `) as unknown as TypedDocumentString<ErasePhotosOfMutation, ErasePhotosOfMutationVariables>;
export const ReloadModelsDocument = new TypedDocumentString(`
    mutation ReloadModels {
  reloadModels {
    models {
      name
      version
      state
    }
  }
}
    `) as unknown as TypedDocumentString<ReloadModelsMutation, ReloadModelsMutationVariables>;
export const RewardRulesDocument = new TypedDocumentString(`
    query RewardRules {
  rewardRules {
    ...RewardRuleRow
  }
}
    fragment RewardRuleRow on RewardRule {
  id
  name
  version
  validFrom
  unit
  per
  amount
  maximum
  budget
  period
  granted
  publishedAt
}`) as unknown as TypedDocumentString<RewardRulesQuery, RewardRulesQueryVariables>;
export const DraftRewardRuleDocument = new TypedDocumentString(`
    mutation DraftRewardRule($input: DraftRewardRuleInput!) {
  draftRewardRule(input: $input) {
    ...RewardRuleRow
  }
}
    fragment RewardRuleRow on RewardRule {
  id
  name
  version
  validFrom
  unit
  per
  amount
  maximum
  budget
  period
  granted
  publishedAt
}`) as unknown as TypedDocumentString<DraftRewardRuleMutation, DraftRewardRuleMutationVariables>;
export const PublishRewardRuleDocument = new TypedDocumentString(`
    mutation PublishRewardRule($input: PublishRewardRuleInput!) {
  publishRewardRule(input: $input) {
    ...RewardRuleRow
  }
}
    fragment RewardRuleRow on RewardRule {
  id
  name
  version
  validFrom
  unit
  per
  amount
  maximum
  budget
  period
  granted
  publishedAt
}`) as unknown as TypedDocumentString<PublishRewardRuleMutation, PublishRewardRuleMutationVariables>;
export const RewardLimitsDocument = new TypedDocumentString(`
    query RewardLimits {
  rewardLimits {
    ...RewardLimitsRow
  }
}
    fragment RewardLimitsRow on RewardLimits {
  id
  version
  validFrom
  perUser
  perStation
  budget
  settlingSeconds
}`) as unknown as TypedDocumentString<RewardLimitsQuery, RewardLimitsQueryVariables>;
export const SetRewardLimitsDocument = new TypedDocumentString(`
    mutation SetRewardLimits($input: SetRewardLimitsInput!) {
  setRewardLimits(input: $input) {
    ...RewardLimitsRow
  }
}
    fragment RewardLimitsRow on RewardLimits {
  id
  version
  validFrom
  perUser
  perStation
  budget
  settlingSeconds
}`) as unknown as TypedDocumentString<SetRewardLimitsMutation, SetRewardLimitsMutationVariables>;
export const HeldRewardsDocument = new TypedDocumentString(`
    query HeldRewards($first: Int, $after: String) {
  heldRewards(first: $first, after: $after) {
    edges {
      node {
        ...HeldReward
        user {
          id
          displayName
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
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment HeldReward on Reward {
  id
  amount
  status
  heldReason
  earnedAt
}`) as unknown as TypedDocumentString<HeldRewardsQuery, HeldRewardsQueryVariables>;
export const ReleaseRewardDocument = new TypedDocumentString(`
    mutation ReleaseReward($input: HeldRewardInput!) {
  releaseReward(input: $input) {
    ...HeldReward
  }
}
    fragment HeldReward on Reward {
  id
  amount
  status
  heldReason
  earnedAt
}`) as unknown as TypedDocumentString<ReleaseRewardMutation, ReleaseRewardMutationVariables>;
export const RefuseRewardDocument = new TypedDocumentString(`
    mutation RefuseReward($input: HeldRewardInput!) {
  refuseReward(input: $input) {
    ...HeldReward
  }
}
    fragment HeldReward on Reward {
  id
  amount
  status
  heldReason
  earnedAt
}`) as unknown as TypedDocumentString<RefuseRewardMutation, RefuseRewardMutationVariables>;
export const UserRewardsDocument = new TypedDocumentString(`
    query UserRewards($id: UUID!, $first: Int, $after: String) {
  user(id: $id) {
    id
    displayName
    payoutAddress
    rewardBalance {
      earned
      settled
      pending
      owed
      held
    }
    rewards(first: $first, after: $after) {
      edges {
        node {
          id
          amount
          status
          earnedAt
          batchNumber
          chainIndex
          transactionHash
          blockNumber
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UserRewardsQuery, UserRewardsQueryVariables>;
export const SettlementDocument = new TypedDocumentString(`
    query Settlement {
  settlement {
    ...ChainSettlementRow
  }
}
    fragment ChainSettlementRow on ChainSettlement {
  chain {
    id
    name
    explorerUrl
    headBlock
    finalBlock
    maxFeeWei
    seenAt
  }
  waiting
  waitingAmount
  oldestDueAt
  blocked
  blockedAmount
  submitted
  submittedAmount
  oldestSubmittedAt
  settled
  settledAmount
  batches
  lastSettledAt
  notFinal
  paidTwice
  feesWei
  remainingBudget
  rewardMaximum
  contractPaused
  pausedAt
  pauseReason
  nodes
  quorum
  warning
  fault
  faultSince
  comparedAt
}`) as unknown as TypedDocumentString<SettlementQuery, SettlementQueryVariables>;
export const PauseChainDocument = new TypedDocumentString(`
    mutation PauseChain($input: ChainDecisionInput!) {
  pauseChain(input: $input) {
    ...ChainSettlementRow
  }
}
    fragment ChainSettlementRow on ChainSettlement {
  chain {
    id
    name
    explorerUrl
    headBlock
    finalBlock
    maxFeeWei
    seenAt
  }
  waiting
  waitingAmount
  oldestDueAt
  blocked
  blockedAmount
  submitted
  submittedAmount
  oldestSubmittedAt
  settled
  settledAmount
  batches
  lastSettledAt
  notFinal
  paidTwice
  feesWei
  remainingBudget
  rewardMaximum
  contractPaused
  pausedAt
  pauseReason
  nodes
  quorum
  warning
  fault
  faultSince
  comparedAt
}`) as unknown as TypedDocumentString<PauseChainMutation, PauseChainMutationVariables>;
export const ResumeChainDocument = new TypedDocumentString(`
    mutation ResumeChain($input: ChainDecisionInput!) {
  resumeChain(input: $input) {
    ...ChainSettlementRow
  }
}
    fragment ChainSettlementRow on ChainSettlement {
  chain {
    id
    name
    explorerUrl
    headBlock
    finalBlock
    maxFeeWei
    seenAt
  }
  waiting
  waitingAmount
  oldestDueAt
  blocked
  blockedAmount
  submitted
  submittedAmount
  oldestSubmittedAt
  settled
  settledAmount
  batches
  lastSettledAt
  notFinal
  paidTwice
  feesWei
  remainingBudget
  rewardMaximum
  contractPaused
  pausedAt
  pauseReason
  nodes
  quorum
  warning
  fault
  faultSince
  comparedAt
}`) as unknown as TypedDocumentString<ResumeChainMutation, ResumeChainMutationVariables>;
export const MoveUnpaidRewardsDocument = new TypedDocumentString(`
    mutation MoveUnpaidRewards($input: MoveUnpaidRewardsInput!) {
  moveUnpaidRewards(input: $input) {
    moved
    left
  }
}
    `) as unknown as TypedDocumentString<MoveUnpaidRewardsMutation, MoveUnpaidRewardsMutationVariables>;
export const RewardCampaignsDocument = new TypedDocumentString(`
    query RewardCampaigns($first: Int, $after: String) {
  rewardCampaigns(first: $first, after: $after) {
    edges {
      node {
        ...RewardCampaignRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment RewardCampaignRow on RewardCampaign {
  id
  title
  rule
  factorPermille
  startsAt
  endsAt
  timeZone
  windows {
    days
    from
    until
  }
  budget
  perUser
  perUserDay
  granted
  publishedAt
  stoppedAt
}`) as unknown as TypedDocumentString<RewardCampaignsQuery, RewardCampaignsQueryVariables>;
export const DraftRewardCampaignDocument = new TypedDocumentString(`
    mutation DraftRewardCampaign($input: DraftRewardCampaignInput!) {
  draftRewardCampaign(input: $input) {
    ...RewardCampaignRow
  }
}
    fragment RewardCampaignRow on RewardCampaign {
  id
  title
  rule
  factorPermille
  startsAt
  endsAt
  timeZone
  windows {
    days
    from
    until
  }
  budget
  perUser
  perUserDay
  granted
  publishedAt
  stoppedAt
}`) as unknown as TypedDocumentString<DraftRewardCampaignMutation, DraftRewardCampaignMutationVariables>;
export const PublishRewardCampaignDocument = new TypedDocumentString(`
    mutation PublishRewardCampaign($input: PublishRewardCampaignInput!) {
  publishRewardCampaign(input: $input) {
    ...RewardCampaignRow
  }
}
    fragment RewardCampaignRow on RewardCampaign {
  id
  title
  rule
  factorPermille
  startsAt
  endsAt
  timeZone
  windows {
    days
    from
    until
  }
  budget
  perUser
  perUserDay
  granted
  publishedAt
  stoppedAt
}`) as unknown as TypedDocumentString<PublishRewardCampaignMutation, PublishRewardCampaignMutationVariables>;
export const StopRewardCampaignDocument = new TypedDocumentString(`
    mutation StopRewardCampaign($input: StopRewardCampaignInput!) {
  stopRewardCampaign(input: $input) {
    ...RewardCampaignRow
  }
}
    fragment RewardCampaignRow on RewardCampaign {
  id
  title
  rule
  factorPermille
  startsAt
  endsAt
  timeZone
  windows {
    days
    from
    until
  }
  budget
  perUser
  perUserDay
  granted
  publishedAt
  stoppedAt
}`) as unknown as TypedDocumentString<StopRewardCampaignMutation, StopRewardCampaignMutationVariables>;
export const RewardDryRunDocument = new TypedDocumentString(`
    query RewardDryRun($input: RewardDryRunInput!) {
  rewardDryRun(input: $input) {
    rewards
    users
    amount
    bonus
    earnedThen
    budgetUsedUpAt
    held
    ruleBudgetUsedUpAt
    days {
      day
      rewards
      users
      amount
    }
    top {
      pseudonym
      rewards
      amount
    }
  }
}
    `) as unknown as TypedDocumentString<RewardDryRunQuery, RewardDryRunQueryVariables>;
export const ReleaseSessionDocument = new TypedDocumentString(`
    mutation ReleaseSession($input: ReleaseSessionInput!) {
  releaseSession(input: $input) {
    id
    status
    held
    flags
    chargeDetailRecord {
      id
      totalEnergyWh
      totalCostExclVat {
        amountMinor
        currency
      }
      totalCostInclVat {
        amountMinor
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ReleaseSessionMutation, ReleaseSessionMutationVariables>;
export const EndForgottenSessionDocument = new TypedDocumentString(`
    mutation EndForgottenSession($input: EndSessionInput!) {
  endSession(input: $input) {
    id
    status
    endedAt
    endedBy
    energyWh
  }
}
    `) as unknown as TypedDocumentString<EndForgottenSessionMutation, EndForgottenSessionMutationVariables>;
export const AddSiteDocument = new TypedDocumentString(`
    mutation AddSite($input: AddSiteInput!) {
  addSite(input: $input) {
    id
    limitA
  }
}
    `) as unknown as TypedDocumentString<AddSiteMutation, AddSiteMutationVariables>;
export const PlaceStationAtSiteDocument = new TypedDocumentString(`
    mutation PlaceStationAtSite($input: PlaceStationAtSiteInput!) {
  placeStationAtSite(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<PlaceStationAtSiteMutation, PlaceStationAtSiteMutationVariables>;
export const SiteUpdatedDocument = new TypedDocumentString(`
    subscription SiteUpdated($siteId: UUID!) {
  siteUpdated(siteId: $siteId) {
    limitA
    charges {
      sessionId
      shareA
      keptA
      drawnW
      follows
      late
    }
  }
}
    `) as unknown as TypedDocumentString<SiteUpdatedSubscription, SiteUpdatedSubscriptionVariables>;
export const SitesDocument = new TypedDocumentString(`
    query Sites($first: Int, $after: String) {
  sites(first: $first, after: $after) {
    edges {
      node {
        ...SiteRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<SitesQuery, SitesQueryVariables>;
export const SiteDocument = new TypedDocumentString(`
    query Site($id: UUID!) {
  site(id: $id) {
    ...SiteRow
    stations {
      station {
        id
        name
      }
      weight
      firstPhase
      defaultKeptA
    }
    charges {
      transactionId
      shareA
      keptA
      drawnW
      follows
      late
      weight
    }
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<SiteQuery, SiteQueryVariables>;
export const UpdateSiteDocument = new TypedDocumentString(`
    mutation UpdateSite($input: UpdateSiteInput!) {
  updateSite(input: $input) {
    ...SiteRow
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<UpdateSiteMutation, UpdateSiteMutationVariables>;
export const RemoveSiteDocument = new TypedDocumentString(`
    mutation RemoveSite($input: RemoveSiteInput!) {
  removeSite(input: $input) {
    ...SiteRow
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<RemoveSiteMutation, RemoveSiteMutationVariables>;
export const RemoveStationFromSiteDocument = new TypedDocumentString(`
    mutation RemoveStationFromSite($input: RemoveStationFromSiteInput!) {
  removeStationFromSite(input: $input) {
    ...SiteRow
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<RemoveStationFromSiteMutation, RemoveStationFromSiteMutationVariables>;
export const ReportBuildingLoadDocument = new TypedDocumentString(`
    mutation ReportBuildingLoad($input: ReportBuildingLoadInput!) {
  reportBuildingLoad(input: $input) {
    ...SiteRow
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<ReportBuildingLoadMutation, ReportBuildingLoadMutationVariables>;
export const SetChargePriorityDocument = new TypedDocumentString(`
    mutation SetChargePriority($input: SetChargePriorityInput!) {
  setChargePriority(input: $input) {
    ...SiteRow
  }
}
    fragment SiteRow on Site {
  id
  name
  phases
  limitA
  voltage
  reserveA
  buildingA
  leastA
  fallbackA
  buildingLoad {
    currentsA
    at
  }
  sharedAt
}`) as unknown as TypedDocumentString<SetChargePriorityMutation, SetChargePriorityMutationVariables>;
export const FaultReportsDocument = new TypedDocumentString(`
    query FaultReports($filter: FaultReportFilter, $first: Int, $after: String) {
  faultReports(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...FaultReportRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment FaultReportRow on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    number
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<FaultReportsQuery, FaultReportsQueryVariables>;
export const ResolveFaultReportDocument = new TypedDocumentString(`
    mutation ResolveFaultReport($input: ResolveFaultReportInput!) {
  resolveFaultReport(input: $input) {
    ...FaultReportRow
  }
}
    fragment FaultReportRow on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    number
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<ResolveFaultReportMutation, ResolveFaultReportMutationVariables>;
export const FaultReportUpdatedDocument = new TypedDocumentString(`
    subscription FaultReportUpdated {
  faultReportUpdated {
    ...FaultReportRow
  }
}
    fragment FaultReportRow on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    number
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<FaultReportUpdatedSubscription, FaultReportUpdatedSubscriptionVariables>;
export const TariffsDocument = new TypedDocumentString(`
    query Tariffs($operatorId: UUID, $first: Int, $after: String) {
  tariffs(operatorId: $operatorId, first: $first, after: $after) {
    edges {
      node {
        id
        version
        currency
        description
        versions {
          version
          validFrom
          savedAt
          description
        }
        usedBy(first: 20) {
          edges {
            node {
              id
              number
              station {
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
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<TariffsQuery, TariffsQueryVariables>;
export const StationUseDocument = new TypedDocumentString(`
    query StationUse($input: StationUseInput!) {
  stationUse(input: $input) {
    hours {
      weekday
      hour
      share
    }
    days {
      day
      sessions
      energyWh
      revenue {
        amount
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationUseQuery, StationUseQueryVariables>;
export const ChargingSessionTableDocument = new TypedDocumentString(`
    query ChargingSessionTable($filter: ChargingSessionFilter, $after: String) {
  chargingSessionTable(filter: $filter, after: $after) {
    csv
    next
  }
}
    `) as unknown as TypedDocumentString<ChargingSessionTableQuery, ChargingSessionTableQueryVariables>;
export const StationsDocument = new TypedDocumentString(`
    query Stations($filter: StationFilter, $first: Int, $after: String) {
  stations(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...StationRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StationRow on Station {
  id
  identity
  name
  address
  city
  operatorId
  online
  lastSeenAt
  vendor
  model
}`) as unknown as TypedDocumentString<StationsQuery, StationsQueryVariables>;
export const RegisterStationDocument = new TypedDocumentString(`
    mutation RegisterStation($input: RegisterStationInput!) {
  registerStation(input: $input) {
    password
    station {
      ...StationRow
      evses {
        id
        number
        evseId
        connectors {
          id
          number
          maxPowerW
        }
      }
    }
  }
}
    fragment StationRow on Station {
  id
  identity
  name
  address
  city
  operatorId
  online
  lastSeenAt
  vendor
  model
}`) as unknown as TypedDocumentString<RegisterStationMutation, RegisterStationMutationVariables>;
export const UpdateStationDocument = new TypedDocumentString(`
    mutation UpdateStation($input: UpdateStationInput!) {
  updateStation(input: $input) {
    ...StationRow
  }
}
    fragment StationRow on Station {
  id
  identity
  name
  address
  city
  operatorId
  online
  lastSeenAt
  vendor
  model
}`) as unknown as TypedDocumentString<UpdateStationMutation, UpdateStationMutationVariables>;
export const AddEvseDocument = new TypedDocumentString(`
    mutation AddEvse($input: AddEvseInput!) {
  addEvse(input: $input) {
    id
    number
    evseId
    connectors {
      id
      number
    }
  }
}
    `) as unknown as TypedDocumentString<AddEvseMutation, AddEvseMutationVariables>;
export const UpdateEvseDocument = new TypedDocumentString(`
    mutation UpdateEvse($input: UpdateEvseInput!) {
  updateEvse(input: $input) {
    id
    evseId
  }
}
    `) as unknown as TypedDocumentString<UpdateEvseMutation, UpdateEvseMutationVariables>;
export const AddConnectorDocument = new TypedDocumentString(`
    mutation AddConnector($input: AddConnectorInput!) {
  addConnector(input: $input) {
    id
    number
  }
}
    `) as unknown as TypedDocumentString<AddConnectorMutation, AddConnectorMutationVariables>;
export const UpdateConnectorDocument = new TypedDocumentString(`
    mutation UpdateConnector($input: UpdateConnectorInput!) {
  updateConnector(input: $input) {
    id
    standard
    format
    powerType
    maxPowerW
  }
}
    `) as unknown as TypedDocumentString<UpdateConnectorMutation, UpdateConnectorMutationVariables>;
export const RetireStationDocument = new TypedDocumentString(`
    mutation RetireStation($input: RetireStationInput!) {
  retireStation(input: $input) {
    id
    retiredAt
  }
}
    `) as unknown as TypedDocumentString<RetireStationMutation, RetireStationMutationVariables>;
export const RetireEvseDocument = new TypedDocumentString(`
    mutation RetireEvse($input: RetireEvseInput!) {
  retireEvse(input: $input) {
    id
    retiredAt
  }
}
    `) as unknown as TypedDocumentString<RetireEvseMutation, RetireEvseMutationVariables>;
export const RetireConnectorDocument = new TypedDocumentString(`
    mutation RetireConnector($input: RetireConnectorInput!) {
  retireConnector(input: $input) {
    id
    retiredAt
  }
}
    `) as unknown as TypedDocumentString<RetireConnectorMutation, RetireConnectorMutationVariables>;
export const RenewStationPasswordDocument = new TypedDocumentString(`
    mutation RenewStationPassword($input: RenewStationPasswordInput!) {
  renewStationPassword(input: $input) {
    password
    station {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RenewStationPasswordMutation, RenewStationPasswordMutationVariables>;
export const SaveTariffDocument = new TypedDocumentString(`
    mutation SaveTariff($input: SaveTariffInput!) {
  saveTariff(input: $input) {
    id
    version
    validFrom
    currency
    description
    elements {
      components {
        type
        priceExclVat
        priceInclVat
        vat
        stepSize
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SaveTariffMutation, SaveTariffMutationVariables>;
export const SetConnectorTariffDocument = new TypedDocumentString(`
    mutation SetConnectorTariff($input: SetConnectorTariffInput!) {
  setConnectorTariff(input: $input) {
    id
    tariff {
      id
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SetConnectorTariffMutation, SetConnectorTariffMutationVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($first: Int, $after: String, $email: String, $role: Role, $blocked: Boolean) {
  users(
    first: $first
    after: $after
    email: $email
    role: $role
    blocked: $blocked
  ) {
    edges {
      node {
        ...UserRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const AccountAuditDocument = new TypedDocumentString(`
    query AccountAudit($first: Int, $after: String, $subjectId: UUID, $actorId: UUID, $action: String) {
  accountAudit(
    first: $first
    after: $after
    subjectId: $subjectId
    actorId: $actorId
    action: $action
  ) {
    edges {
      node {
        id
        at
        action
        actor {
          id
          displayName
        }
        subjectId
        detail
        requestId
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AccountAuditQuery, AccountAuditQueryVariables>;
export const SetUserBlockedDocument = new TypedDocumentString(`
    mutation SetUserBlocked($input: SetUserBlockedInput!) {
  setUserBlocked(input: $input) {
    user {
      ...UserRow
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<SetUserBlockedMutation, SetUserBlockedMutationVariables>;
export const SecondFactorRolesDocument = new TypedDocumentString(`
    query SecondFactorRoles {
  secondFactorRoles
}
    `) as unknown as TypedDocumentString<SecondFactorRolesQuery, SecondFactorRolesQueryVariables>;
export const SetSecondFactorRolesDocument = new TypedDocumentString(`
    mutation SetSecondFactorRoles($input: SetSecondFactorRolesInput!) {
  setSecondFactorRoles(input: $input) {
    roles
  }
}
    `) as unknown as TypedDocumentString<SetSecondFactorRolesMutation, SetSecondFactorRolesMutationVariables>;
export const ResetSecondFactorDocument = new TypedDocumentString(`
    mutation ResetSecondFactor($input: ResetSecondFactorInput!) {
  resetSecondFactor(input: $input) {
    disabled
  }
}
    `) as unknown as TypedDocumentString<ResetSecondFactorMutation, ResetSecondFactorMutationVariables>;
export const UserDetailsDocument = new TypedDocumentString(`
    query UserDetails($id: UUID!) {
  user(id: $id) {
    ...UserRow
    vehicles(first: 50) {
      edges {
        node {
          id
          name
        }
      }
    }
    idTokens {
      id
      value
      type
      status
      expiresAt
      group
      concurrentSessions
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<UserDetailsQuery, UserDetailsQueryVariables>;
export const SetConcurrentSessionsDocument = new TypedDocumentString(`
    mutation SetConcurrentSessions($input: SetConcurrentSessionsInput!) {
  setConcurrentSessions(input: $input) {
    idToken {
      id
      concurrentSessions
    }
  }
}
    `) as unknown as TypedDocumentString<SetConcurrentSessionsMutation, SetConcurrentSessionsMutationVariables>;
export const GrantRoleDocument = new TypedDocumentString(`
    mutation GrantRole($input: GrantRoleInput!) {
  grantRole(input: $input) {
    user {
      ...UserRow
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<GrantRoleMutation, GrantRoleMutationVariables>;
export const RevokeRoleDocument = new TypedDocumentString(`
    mutation RevokeRole($input: RevokeRoleInput!) {
  revokeRole(input: $input) {
    user {
      ...UserRow
    }
  }
}
    fragment UserRow on User {
  id
  displayName
  email
  roles
  createdAt
  emailVerifiedAt
  blockedAt
  secondFactor
}`) as unknown as TypedDocumentString<RevokeRoleMutation, RevokeRoleMutationVariables>;
export const BlockUserIdTokenDocument = new TypedDocumentString(`
    mutation BlockUserIdToken($input: BlockIdTokenInput!) {
  blockIdToken(input: $input) {
    idToken {
      id
      status
    }
  }
}
    `) as unknown as TypedDocumentString<BlockUserIdTokenMutation, BlockUserIdTokenMutationVariables>;