/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A new version of a rule. */
export type AddRewardRuleInput = {
  /** What that many units earn; more than 0. */
  amount: string;
  /** Give the same key when you repeat a request: the version is added once. */
  idempotencyKey: string;
  /** The most for one reward; not less than `amount`. */
  maximum: string;
  /** What is rewarded. */
  name: RewardRuleName;
  /** So many units of the rule (Wh, metres, deeds) earn `amount`, 1 to 1,000,000. */
  per: number;
  /** From when it holds, not in the past; now when left out. */
  validFrom?: string | null | undefined;
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

/** An identity that must not charge any more. */
export type BlockIdTokenInput = {
  /** Id of the identity. */
  idTokenId: string;
};

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
  /** What you decide. */
  decision: ReviewVerdict;
  /** What happened to the instrument; SAME where it is left out. */
  instrument?: InstrumentChange | null | undefined;
  /** What you read, in whole units of the display; left out, the model's reading is right. */
  reading?: number | null | undefined;
  /** Why, as a code such as NOT_THE_CLAIM or REVIEWER_DECISION; needed to reject. */
  reasonCode?: string | null | undefined;
  /** Why, in words for the one who took the photo; the code's own sentence where it is left out. */
  reasonText?: string | null | undefined;
};

/** A text in one language. */
export type DisplayTextInput = {
  /** ISO 639-1 code, e.g. nl. */
  language: string;
  /** The text, without markup. */
  text: string;
};

/** Which session to end, and why. */
export type EndSessionInput = {
  /** Why; kept in the audit log where an operator or admin ends it. */
  reason?: string | null | undefined;
  /** The session. */
  sessionId: string;
};

/** Whose photos. */
export type ErasePhotosInput = {
  /** For admins: whose; left out, your own. */
  userId?: string | null | undefined;
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
  /** They do not, for good. */
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

/** What happened to an odometer since its last reading. */
export type InstrumentChange =
  /** It was replaced. */
  | 'REPLACED'
  /** It has started again from 0. */
  | 'ROLLED_OVER'
  /** Nothing. */
  | 'SAME';

/** A place on earth (WGS 84). */
export type LocationInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
};

/** What a model does. */
export type ModelState =
  /** Verdicts stand on it. */
  | 'ACTIVE'
  /** It runs beside the ones in force, and its answers are only kept. */
  | 'SHADOW';

/** What a password looks like that is made for a charger. Both are good for OCPP 1.6, 2.0.1 and 2.1. */
export type PasswordFormat =
  /** 40 hexadecimal digits: 20 bytes, for chargers whose AuthorizationKey takes nothing else. */
  | 'HEX'
  /** 20 letters, digits, hyphens and underscores. */
  | 'TEXT';

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

/** A connector of a new station. */
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
  /** Street and number. */
  address: string;
  /** City or town. */
  city: string;
  /** ISO 3166-1 alpha-2 code. */
  country: string;
  /** Its EVSEs; their numbers follow the order, from 1. */
  evses: Array<RegisterEvseInput>;
  /** The same key again registers nothing and gives the same station. */
  idempotencyKey: string;
  /** OCPP identity, the last segment of the charger's URL; unique. */
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

/** Whose password to renew. */
export type RenewStationPasswordInput = {
  /** A password for the charger, of your choice. OCPP 2.0.1 and 2.1 take 16 to 40 characters, OCPP 1.6's AuthorizationKey 16 to 20 characters or 32 to 40 hexadecimal digits. Of a key in hexadecimal the charger may send the digits, in either case, or the bytes that they stand for. It is in no answer. Without it, one is made. */
  password?: string | null | undefined;
  /** The form of the password that is made; TEXT without it. Not together with a chosen one. */
  passwordFormat?: PasswordFormat | null | undefined;
  /** The station. */
  stationId: string;
};

/** Prices of a reservation, as in OCPI 2.2.1. */
export type ReservationRestriction =
  /** Of one that is used; and of the time of one that expires, where there is no other price for that. */
  | 'RESERVATION'
  /** Of one that expires without a session. */
  | 'RESERVATION_EXPIRES';

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

/** A role to take from a user. */
export type RevokeRoleInput = {
  /** The role. */
  role: Role;
  /** Id of the user. */
  userId: string;
};

/** A limit of a day. */
export type RewardLimitScope =
  /** What all users together may earn. */
  | 'ALL'
  /** What charging at one station may earn. */
  | 'STATION'
  /** What one user may earn. */
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
  /** It would pass a limit of the day: an admin decides. Nothing is earned yet. */
  | 'HELD'
  /** An admin has refused it. */
  | 'REFUSED'
  /** Paid: its transaction is in a block. */
  | 'SETTLED'
  /** Its transaction has been sent to the chain. */
  | 'SUBMITTED'
  /** All of it pays off what an earlier reward was paid too much. Nothing goes to the chain. */
  | 'WITHHELD';

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
  /** Charges; every registered user is one. */
  | 'DRIVER'
  /** Runs charging stations. */
  | 'OPERATOR'
  /** Works with the platform through its own systems. */
  | 'PARTNER'
  /** Decides about photos that no model can judge. */
  | 'REVIEWER';

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
  /** The same key again saves nothing and gives the same version. */
  idempotencyKey: string;
  /** How parking after the charge is billed. */
  idle?: IdleTermsInput | null | undefined;
  /** A session costs at most this. */
  maxPrice?: PriceLimitInput | null | undefined;
  /** A session costs at least this. */
  minPrice?: PriceLimitInput | null | undefined;
  /** The tariff that gets a new version; a new tariff without it. */
  tariffId?: string | null | undefined;
  /** From when it is valid; now when left out, never in the past. */
  validFrom?: string | null | undefined;
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

/** When a key ends. */
export type SetMeterKeyEndInput = {
  /** The key. */
  meterKeyId: string;
  /** When it ends, after it begins. Null or left out: it does not end. */
  validUntil?: string | null | undefined;
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

/** Prices that hold together. */
export type TariffElementInput = {
  /** The prices, each type at most once. */
  components: Array<PriceComponentInput>;
  /** When they hold; always without it. */
  restrictions?: TariffRestrictionsInput | null | undefined;
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

/** What to change of a station; what is left out or null stays. */
export type UpdateStationInput = {
  /** Street and number. */
  address?: string | null | undefined;
  /** City or town. */
  city?: string | null | undefined;
  /** ISO 3166-1 alpha-2 code. */
  country?: string | null | undefined;
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

/** A proposal of your own that is to be decided no more. */
export type WithdrawBillCorrectionInput = {
  /** The correction. */
  correctionId: string;
};

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

export type ReviewQueueQueryVariables = Exact<{
  purpose?: PhotoPurpose | null | undefined;
  kind?: ReviewKind | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ReviewQueueQuery = { reviewQueue: { edges: Array<{ node: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, previousReading: number | null, unit: string | null, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ClaimReviewMutationVariables = Exact<{
  input: ClaimReviewInput;
}>;


export type ClaimReviewMutation = { claimReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, previousReading: number | null, unit: string | null, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type ReleaseReviewMutationVariables = Exact<{
  input: ReleaseReviewInput;
}>;


export type ReleaseReviewMutation = { releaseReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, previousReading: number | null, unit: string | null, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type DecideReviewMutationVariables = Exact<{
  input: DecideReviewInput;
}>;


export type DecideReviewMutation = { decideReview: { reviewCase: { id: string, kind: ReviewKind, state: ReviewState, message: string | null, previousReading: number | null, unit: string | null, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } } | null } };

export type ReviewStatisticsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReviewStatisticsQuery = { reviewStatistics: { waiting: number, oldestAt: string | null } };

export type ErasePhotosOfMutationVariables = Exact<{
  input: ErasePhotosInput;
}>;


export type ErasePhotosOfMutation = { erasePhotos: { erased: number } };

export type ReloadModelsMutationVariables = Exact<{ [key: string]: never; }>;


export type ReloadModelsMutation = { reloadModels: { models: Array<{ name: string, version: string, state: ModelState }> } };

export type CaseFragment = { id: string, kind: ReviewKind, state: ReviewState, message: string | null, previousReading: number | null, unit: string | null, task: string | null, material: string | null, distanceM: number | null, adminOnly: boolean, claimedUntil: string | null, openedAt: string, reasons: Array<{ code: string, message: string }>, evidence: Array<{ label: string, value: string }>, photo: { id: string, purpose: PhotoPurpose, reviewUrl: string | null, takenAt: string | null, confidence: number | null, takenAtPlace: { latitude: number, longitude: number } | null, reading: { value: number, confidence: number } | null, checks: Array<{ check: string, outcome: CheckOutcome, score: number | null, reason: string | null, detail: string | null }> } };

export type RewardRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardRulesQuery = { rewardRules: Array<{ id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string }> };

export type AddRewardRuleMutationVariables = Exact<{
  input: AddRewardRuleInput;
}>;


export type AddRewardRuleMutation = { addRewardRule: { id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string } };

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

export type RewardRuleRowFragment = { id: string, name: RewardRuleName, version: number, validFrom: string, unit: RewardUnit, per: number, amount: string, maximum: string };

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
}>;


export type UsersQuery = { users: { edges: Array<{ node: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UserDetailsQueryVariables = Exact<{
  id: string;
}>;


export type UserDetailsQuery = { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string, vehicles: { edges: Array<{ node: { id: string, name: string } }> } | null, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null, group: string | null, concurrentSessions: number }> | null } | null };

export type SetConcurrentSessionsMutationVariables = Exact<{
  input: SetConcurrentSessionsInput;
}>;


export type SetConcurrentSessionsMutation = { setConcurrentSessions: { idToken: { id: string, concurrentSessions: number } } };

export type GrantRoleMutationVariables = Exact<{
  input: GrantRoleInput;
}>;


export type GrantRoleMutation = { grantRole: { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string } } };

export type RevokeRoleMutationVariables = Exact<{
  input: RevokeRoleInput;
}>;


export type RevokeRoleMutation = { revokeRole: { user: { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string } } };

export type BlockUserIdTokenMutationVariables = Exact<{
  input: BlockIdTokenInput;
}>;


export type BlockUserIdTokenMutation = { blockIdToken: { idToken: { id: string, status: IdTokenStatus } } };

export type UserRowFragment = { id: string, displayName: string, email: string | null, roles: Array<Role> | null, createdAt: string };

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
  previousReading
  unit
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
}
    `, {"fragmentName":"RewardRuleRow"}) as unknown as TypedDocumentString<RewardRuleRowFragment, unknown>;
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
}
    `, {"fragmentName":"UserRow"}) as unknown as TypedDocumentString<UserRowFragment, unknown>;
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
  previousReading
  unit
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
  previousReading
  unit
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
  previousReading
  unit
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
  previousReading
  unit
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
}`) as unknown as TypedDocumentString<RewardRulesQuery, RewardRulesQueryVariables>;
export const AddRewardRuleDocument = new TypedDocumentString(`
    mutation AddRewardRule($input: AddRewardRuleInput!) {
  addRewardRule(input: $input) {
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
}`) as unknown as TypedDocumentString<AddRewardRuleMutation, AddRewardRuleMutationVariables>;
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
    query Users($first: Int, $after: String) {
  users(first: $first, after: $after) {
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
}`) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
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