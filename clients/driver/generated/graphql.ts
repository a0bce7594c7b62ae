/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** A vehicle of the signed-in user. */
export type AddVehicleInput = {
  /** Usable capacity of its battery, 1,000 to 2,000,000 Wh. */
  batteryCapacityWh?: number | null | undefined;
  /** Plugs that it is charged by, at most five. */
  connectors?: Array<ConnectorStandard> | null | undefined;
  /** What it uses on average, 1 to 5,000 Wh for each kilometre. */
  consumptionWhPerKm?: number | null | undefined;
  /** Give the same key when you repeat a request: the vehicle is added once. */
  idempotencyKey?: string | null | undefined;
  /** True makes it the default in place of another one. */
  isDefault?: boolean | null | undefined;
  /** Who built it, 1 to 60 characters. */
  make?: string | null | undefined;
  /** What its own charger takes of AC, 1,000 to 100,000 W. */
  maxAcPowerW?: number | null | undefined;
  /** What it takes of DC at most, 1,000 to 5,000,000 W. */
  maxDcPowerW?: number | null | undefined;
  /** Its model, 1 to 60 characters. */
  model?: string | null | undefined;
  /** What to call it, 1 to 60 characters. */
  name: string;
  /** Its number plate, 1 to 12 letters and digits beside blanks and signs; with its country. Yours alone to see. */
  plate?: string | null | undefined;
  /** Country of the plate, ISO 3166-1 alpha-2, e.g. NL. */
  plateCountry?: string | null | undefined;
};

/** An app that Apple’s push service knows. */
export type ApnsDeviceInput = {
  /** True for a developer’s build; left out, false. */
  sandbox?: boolean | null | undefined;
  /** Its device token in hexadecimal digits. */
  token: string;
  /** The bundle id of the app; left out, the platform’s first one. */
  topic?: string | null | undefined;
};

/** Why a verdict should be looked at again. */
export type AppealVerdictInput = {
  /** What the reviewer should know; at most 1,000 characters. */
  message: string;
  /** The photo. */
  photoId: string;
};

/** What to block, and of what. Give one of paymentMethodId, provider and wallet. */
export type AuthorisePaymentInput = {
  /** What the user was shown (`Connector.preauthorization`), in minor units. */
  amountMinor: number;
  /** Where the session is to begin. */
  connectorId: string;
  /** Its currency, ISO 4217. */
  currency: string;
  /** Made by the client for this hold. Repeated, it gives the same hold. */
  idempotencyKey: string;
  /** With `provider`: keep the way to pay, if the user agrees. False by default. */
  keepMethod?: boolean | null | undefined;
  /** A way to pay that the user keeps. */
  paymentMethodId?: string | null | undefined;
  /** A provider, on whose form or page the user gives a way to pay. */
  provider?: PaymentProvider | null | undefined;
  /** True: of the wallet in this currency. */
  wallet?: boolean | null | undefined;
};

/** Where to sign in. */
export type BeginOidcLinkInput = {
  /** Name of the issuer: one of signInIssuers. */
  issuer: string;
  /** Origin of the page that asks, e.g. https://app.example.org; the first of ours by default. */
  origin?: string | null | undefined;
};

/** Where to sign in. */
export type BeginOidcSignInInput = {
  /** Name of the issuer: one of signInIssuers. */
  issuer: string;
  /** Origin of the page that asks, e.g. https://app.example.org; the first of ours by default. */
  origin?: string | null | undefined;
};

/** Which wallet is to sign, and where. */
export type BeginWalletLinkInput = {
  /** Its address: 0x and 40 hex digits. */
  address: string;
  /** Id of its chain (EIP-155): one of those that are taken here. */
  chainId: number;
  /** Origin of the page that asks, e.g. https://app.example.org; the first of ours by default. */
  origin?: string | null | undefined;
};

/** Which wallet is to sign, and where. */
export type BeginWalletSignInInput = {
  /** Its address: 0x and 40 hex digits. */
  address: string;
  /** Id of its chain (EIP-155): one of those that are taken here. */
  chainId: number;
  /** Origin of the page that asks, e.g. https://app.example.org; the first of ours by default. */
  origin?: string | null | undefined;
};

/** Why a bill is as it is. */
export type BillReason =
  /** Its user charged as a guest, and what was blocked is taken. The rest is given up. */
  | 'ABOVE_HOLD'
  /** The payment was declined, or its user did not confirm it. */
  | 'DECLINED'
  /** Its user has taken the money back by their bank. */
  | 'DISPUTE_LOST'
  /** Its user has no way to pay that may be charged while they are away. */
  | 'NO_METHOD'
  /** What was left is less than a provider takes. It is given up. */
  | 'TOO_LITTLE'
  /** The money of a top-up went back to who had paid it, and was not in the wallet any more. */
  | 'TOP_UP_GONE';

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

/** An identity that must not charge any more. */
export type BlockIdTokenInput = {
  /** Id of the identity. */
  idTokenId: string;
};

/** A slot to book. */
export type BookReservationInput = {
  /** Where localStart comes twice because the clock is put back: which one is meant. */
  clock?: Clock | null | undefined;
  /** At this connector. Or give stationId. */
  connectorId?: string | null | undefined;
  /** The same key again books nothing and gives the same slot. */
  idempotencyKey: string;
  /** When it begins by the clock of the station, whatever clock you have, e.g. 2026-11-22T14:30. A time that the clock leaves out is refused. */
  localStart?: string | null | undefined;
  /** How long it is to last, in minutes, as the terms allow. */
  minutes: number;
  /** With stationId: the connector gives at least so many watts; any without it. */
  powerW?: number | null | undefined;
  /** When it begins, on a whole minute. Or give localStart. */
  startsAt?: string | null | undefined;
  /** At any EVSE of this station that fits. Or give connectorId. */
  stationId?: string | null | undefined;
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

/** A slot to cancel. */
export type CancelBookingInput = {
  /** Which one. */
  reservationId: string;
};

/** Which meetup to call off, and why. */
export type CancelMeetupInput = {
  /** The meetup. */
  meetupId: string;
  /** What those who wanted to come read, at most 500 characters. */
  reason: string;
};

/** A new password for the signed-in user. */
export type ChangePasswordInput = {
  /** The password as it is now. */
  currentPassword: string;
  /** At least 12 characters, and not the e-mail address. */
  newPassword: string;
};

/** A slot of yours as it is to be; what is left out stays. */
export type ChangeReservationInput = {
  /** Where localStart comes twice because the clock is put back: which one is meant. */
  clock?: Clock | null | undefined;
  /** Another connector of the same station. */
  connectorId?: string | null | undefined;
  /** When it begins by the clock of the station, whatever clock you have, e.g. 2026-11-22T14:30. A time that the clock leaves out is refused. */
  localStart?: string | null | undefined;
  /** How long it is to last, in minutes. */
  minutes?: number | null | undefined;
  /** Which one. */
  reservationId: string;
  /** When it begins, on a whole minute. Or give localStart. */
  startsAt?: string | null | undefined;
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

/** Which of a driver's sessions; what is left out does not narrow the list. */
export type ChargingHistoryFilter = {
  /** Requested, or begun unasked, then or later. */
  from?: string | null | undefined;
  /** At this station. */
  stationId?: string | null | undefined;
  /** In one of these states. */
  status?: Array<ChargingSessionStatus> | null | undefined;
  /** Requested, or begun unasked, before then. */
  until?: string | null | undefined;
  /** With this vehicle. */
  vehicleId?: string | null | undefined;
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

/** How somebody has checked in. */
export type CheckInMethod =
  /** By the code that the host showed. */
  | 'CODE'
  /** By being at the meeting point. */
  | 'PLACE';

/** A meetup that you are at: give its code, or else where you are. */
export type CheckInToMeetupInput = {
  /** The code that the host shows. */
  code?: string | null | undefined;
  /** The meetup. */
  meetupId: string;
  /** Where you are: within 200 metres of the meeting point. */
  place?: LocationInput | null | undefined;
};

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

/** The chain on which you want to be paid. */
export type ChooseRewardChainInput = {
  /** Its number, one of `chains`. */
  chainId: number;
};

/** Which of two moments a local time is that comes twice, because the clock is put back. */
export type Clock =
  /** The first of the two, before the clock is put back. */
  | 'EARLIER'
  /** The second of the two. */
  | 'LATER';

/** The link of the letter to the new address. */
export type ConfirmEmailChangeInput = {
  /** What stands behind #token= in the link. */
  token: string;
};

/** What shows that the app has the secret. */
export type ConfirmSecondFactorInput = {
  /** The six digits that the app shows. */
  code: string;
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

/** What somebody can agree to. Photos have a consent of their own. */
export type ConsentKind =
  /** That use of the app is measured. */
  | 'ANALYTICS'
  /** News and offers by mail. */
  | 'MARKETING'
  /** The terms of use; never taken back. */
  | 'TERMS';

/** How much colours differ. */
export type Contrast =
  /** More than that. */
  | 'MORE'
  /** As designed. */
  | 'STANDARD'
  /** As the device has it. */
  | 'SYSTEM';

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

/** A new meetup that you host. */
export type CreateMeetupInput = {
  /** The meeting point for people, at most 200 characters. */
  address: string;
  /** How many may join, 1 to 10,000. */
  capacity: number;
  /** What will be done and what to bring, at most 4,000 characters. */
  description: string;
  /** When it ends, at most 7 days after it begins. */
  endsAt: string;
  /** The same key again announces nothing and gives the same meetup. */
  idempotencyKey: string;
  /** A picture for it: an https URL. */
  imageUrl?: string | null | undefined;
  /** The meeting point on the map. */
  place: LocationInput;
  /** When it begins: ahead, by at most 366 days. */
  startsAt: string;
  /** What will be done together, where it is one of our tasks. */
  task?: DeedTask | null | undefined;
  /** IANA name of the time zone of the place, e.g. Europe/Berlin. */
  timeZone: string;
  /** Its name, at most 120 characters. */
  title: string;
};

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

/** Who or what decides whether a deed counts. */
export type DeedJudge =
  /** A charging session of the user with us, at that place and time, proves it. */
  | 'CHARGING_SESSION'
  /** A model judges the photo, and a person where the model is not sure. */
  | 'MODEL'
  /** A person judges the photo. */
  | 'PERSON';

/** A span of time, in UTC. Deeds count when their photo was taken. */
export type DeedPeriod =
  /** All time. */
  | 'ALL'
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** A week from Monday (ISO 8601). */
  | 'WEEK'
  /** A year. */
  | 'YEAR';

/** How far a deed is. */
export type DeedState =
  /** It counts. */
  | 'APPROVED'
  /** A person will decide. */
  | 'MANUAL_REVIEW'
  /** Being judged, or waiting for its charging session to end. */
  | 'PENDING'
  /** It does not count; `reasons` says why. */
  | 'REJECTED';

/** What can be done for the climate and for the surroundings. */
export type DeedTask =
  /** Going by bicycle. */
  | 'CYCLING'
  /** Charging an electric vehicle with us. */
  | 'EV_CHARGING'
  /** Clearing litter. */
  | 'LITTER_CLEAN_UP'
  /** Going by bus, tram or train. */
  | 'PUBLIC_TRANSPORT'
  /** Bringing material to be recycled. */
  | 'RECYCLING'
  /** Planting a tree. */
  | 'TREE_PLANTING';

/** Whose account, and what shows that it is you who asks. */
export type DeleteAccountInput = {
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
  /** For admins: whose, e.g. after a restore from a backup that is older than a deletion. It waits for no day. Left out, your own. */
  userId?: string | null | undefined;
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

/** What shows that it is the user who asks: a code, and the password or a sign-in of the last ten minutes. */
export type DisableSecondFactorInput = {
  /** The six digits that the app shows, or a recovery code. */
  code: string;
  /** The password. It may be left out for ten minutes after a sign-in. */
  password?: string | null | undefined;
};

/** What an odometer counts in. */
export type DistanceUnit =
  /** Kilometres. */
  | 'KM'
  /** Miles of 1,609.344 m. */
  | 'MI';

/** Which export, from where on, and what shows that it is you. */
export type DownloadPersonExportInput = {
  /** Id of the export. */
  exportId: string;
  /** The byte to begin with: 0 at first, then `next` of the answer before. */
  from?: number | null | undefined;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** A login to end. */
export type EndLoginInput = {
  /** Id of the login. */
  loginId: string;
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

/** A slot of yours that is to last longer. */
export type ExtendReservationInput = {
  /** How long it is to last in all, in minutes from its start: the same again changes nothing. */
  minutes: number;
  /** Which one. */
  reservationId: string;
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

/** Whether one could charge at a favourite station now. */
export type FavouriteAvailability =
  /** At least one EVSE is free. */
  | 'FREE'
  /** The charger is online, and none of its EVSEs is free. */
  | 'TAKEN'
  /** The charger is offline, or has not reported yet. */
  | 'UNKNOWN';

/** An app that Firebase knows. */
export type FcmDeviceInput = {
  /** Its registration token. */
  token: string;
};

/** What is agreed to. */
export type GiveConsentInput = {
  /** Version of the text that was shown, from photoConsent. */
  version: number;
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

/** What it is. Amounts of both are positive. */
export type InvoiceKind =
  /** It takes an invoice back, or a part of it. */
  | 'CREDIT_NOTE'
  /** What is to be paid, or has been. */
  | 'INVOICE';

/** What to charge with: a card by its uid, or a type and a value. */
export type IssueIdTokenInput = {
  /** From when chargers shall refuse it; never without. Given for an identity that is there, it changes. */
  expiresAt?: string | null | undefined;
  /** Its group: identities of the account with the same one may stop each other's charging. Given for an identity that is there, it changes. */
  group?: string | null | undefined;
  /** Of what kind the value is; any but APP. */
  type?: IdTokenType | null | undefined;
  /** A card's uid: 4, 7 or 10 bytes in hexadecimal; colons, hyphens and spaces between bytes are ignored. Makes an RFID identity. */
  uid?: string | null | undefined;
  /** What the charger will show, as its type has it. Chargers of OCPP 1.6 can show 20 characters, of 2.0.1 36, of 2.1 255. */
  value?: string | null | undefined;
};

/** What somebody waits for. */
export type JoinWaitlistInput = {
  /** The slot begins then at the earliest. */
  from: string;
  /** How long it is to last, in minutes, as the terms allow. */
  minutes: number;
  /** The connector gives at least so many watts; any without it. */
  powerW?: number | null | undefined;
  /** The station. */
  stationId: string;
  /** The slot ends then at the latest. */
  until: string;
};

/** What an entry of the ledger does. */
export type LedgerEntryKind =
  /** Adds to what the user has earned. */
  | 'EARNED'
  /** A correction adds to what the user has earned. */
  | 'RAISED'
  /** A correction takes from what the user has earned. */
  | 'REDUCED'
  /** What this reward was paid too much is paid off by `counterRewardId`. */
  | 'REPAID'
  /** Adds to what has been paid out on chain. */
  | 'SETTLED'
  /** Is not paid out: it pays off what `counterRewardId` was paid too much. */
  | 'WITHHELD';

/** What the browser has come back with. */
export type LinkOidcInput = {
  /** The secret that came with the start. */
  binding: string;
  /** The whole address to which the issuer has sent the browser, with its parameters. */
  callbackUrl: string;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** What a wallet has signed. */
export type LinkWalletInput = {
  /** The message as it was to be signed. */
  message: string;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
  /** The signature: 0x and hex digits. That of a contract which is not deployed yet is wrapped after ERC-6492. */
  signature: string;
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

/** What is recycled. */
export type Material =
  /** Cardboard. */
  | 'CARDBOARD'
  /** Glass. */
  | 'GLASS'
  /** Metal. */
  | 'METAL'
  /** Paper. */
  | 'PAPER'
  /** Plastic. */
  | 'PLASTIC';

/** The most that energy may cost. */
export type MaxPriceInput = {
  /** Of a kilowatt-hour, in major units, VAT in. */
  amount: number;
  /** ISO 4217 code. Prices in another currency do not fit. */
  currency: string;
};

/** Which meetups; what is left out does not restrict. */
export type MeetupFilter = {
  /** Whose they are. */
  hostId?: string | null | undefined;
  /** True: those that you have joined. It needs a sign-in. */
  joined?: boolean | null | undefined;
  /** What they are now. */
  status?: MeetupStatus | null | undefined;
  /** What is done there. */
  task?: DeedTask | null | undefined;
};

/** Which meetup. */
export type MeetupIdInput = {
  /** The meetup. */
  meetupId: string;
};

/** What a meetup is now. */
export type MeetupStatus =
  /** Called off by its host. */
  | 'CANCELLED'
  /** Over. */
  | 'DONE'
  /** On: one can check in. */
  | 'LIVE'
  /** Ahead. */
  | 'UPCOMING';

/** Whether things move on the screen. */
export type Motion =
  /** No more than is needed. */
  | 'REDUCED'
  /** As the device has it. */
  | 'SYSTEM';

/** Around which place, and which connectors. */
export type NearestConnectorsInput = {
  /** With all of these at the station. */
  facilities?: Array<Facility> | null | undefined;
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
  /** Where a kilowatt-hour costs at most this, whatever the hour. What is free fits; a tariff without a price of energy does not. */
  maxPricePerKwh?: MaxPriceInput | null | undefined;
  /** With at least so many watts. */
  minPowerW?: number | null | undefined;
  /** Only those that are free to use now. */
  onlyAvailable?: boolean;
  /** True: only where one gets in now, by the hours that its operator has said. Without hours a station counts as open. */
  openNow?: boolean | null | undefined;
  /** Who operates it. */
  operatorId?: string | null | undefined;
  /** With one of these plugs. */
  standards?: Array<ConnectorStandard> | null | undefined;
  /** Words that begin words of the name, address or city, in any case, with or without accents; the first 10 count. All of them must be there. */
  text?: string | null | undefined;
  /** Not farther than so many metres as the crow flies; at most 500,000. */
  withinM?: number;
};

/** By what somebody is told. */
export type NotificationChannel =
  /** A mail. */
  | 'EMAIL'
  /** A message on the device. */
  | 'PUSH'
  /** A text message to a number that was verified. */
  | 'SMS';

/** Whether to be told of one kind of thing by one channel. */
export type NotificationChoiceInput = {
  /** By what. */
  channel: NotificationChannel;
  /** What it is about. */
  kind: NotificationKind;
  /** True to be told. */
  wanted: boolean;
};

/** Which notifications are listed. */
export type NotificationFilter = {
  /** Those of this kind; left out: all. */
  kind?: NotificationKind | null | undefined;
  /** True: those that are not read; false: those that are; left out: both. */
  unread?: boolean | null | undefined;
};

/** What somebody can be told of. */
export type NotificationKind =
  /** A bill is there, or was corrected. */
  | 'BILL'
  /** A charge has begun, has ended, or has failed. */
  | 'CHARGING'
  /** Meetups and eco-deeds. */
  | 'COMMUNITY'
  /** A favourite station is free. */
  | 'FAVOURITE'
  /** What the platform says to everybody, and news and offers. The latter want the consent MARKETING as well. */
  | 'NEWS'
  /** What you run needs you: a charger is away, a photo waits for review, a payout was sent. */
  | 'OPERATION'
  /** A photo was judged. */
  | 'PHOTO'
  /** A slot was booked, begins soon, was moved, cancelled or offered. */
  | 'RESERVATION'
  /** Tokens were earned or paid out. */
  | 'REWARD'
  /** Sign-ins from new devices, changes of address and password. By mail it is always told. */
  | 'SECURITY';

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

/** Where the guide frame stood when the photo was taken, in fractions of the upright photo. It ends within the photo. */
export type OdometerFrameInput = {
  /** Its height, a part of the photo's. */
  height: number;
  /** Its left edge, 0 to 1 from the left. */
  left: number;
  /** Its upper edge, 0 to 1 from the top. */
  top: number;
  /** Its width, a part of the photo's. */
  width: number;
};

/** A span of time, in UTC. Kilometres count when the photo was taken. */
export type OdometerPeriod =
  /** All time. */
  | 'ALL'
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** A week from Monday (ISO 8601). */
  | 'WEEK'
  /** A year. */
  | 'YEAR';

/** Where the photo was taken (WGS 84). */
export type OdometerPlaceInput = {
  /** Degrees north. */
  latitude: number;
  /** Degrees east. */
  longitude: number;
};

/** What has become of an upload. */
export type OdometerUploadState =
  /** It is a reading. */
  | 'APPROVED'
  /** A person looks at it; the reasons say why. */
  | 'MANUAL_REVIEW'
  /** The photo is being judged. */
  | 'PENDING'
  /** It is not accepted; the reasons say why. `appealUntil` of its photo says whether it can be appealed. */
  | 'REJECTED';

/** Which wallet is paid back. */
export type PayBackWalletInput = {
  /** Its currency, ISO 4217. */
  currency: string;
  /** The same key again sends nothing more. */
  idempotencyKey: string;
};

/** Which bill is paid, and with what. */
export type PayBillInput = {
  /** The bill. */
  billId: string;
  /** The same key again pays nothing more, and gives the same bill. */
  idempotencyKey: string;
  /** With `provider`: keep the way to pay, if you agree there. False by default. */
  keepMethod?: boolean | null | undefined;
  /** A way to pay of yours. Without this and `provider`: from your wallet. */
  methodId?: string | null | undefined;
  /** Instead of `methodId`: you give a way to pay on the form or page of this provider, as `checkout` says. */
  provider?: PaymentProvider | null | undefined;
};

/** Where a hold stands. It only goes forward. */
export type PaymentHoldState =
  /** It was given up before it was authorised. */
  | 'ABANDONED'
  /** The amount is blocked. A session may begin with it until `usableUntil`. */
  | 'AUTHORISED'
  /** `captured` of it was taken, and the rest let go. */
  | 'CAPTURED'
  /** A part of it is being taken for the bill. */
  | 'CAPTURING'
  /** The provider was asked, or is about to be. */
  | 'CREATED'
  /** The provider blocked it no longer. */
  | 'EXPIRED'
  /** It was declined. `declineCode` says why. */
  | 'FAILED'
  /** It was let go. */
  | 'RELEASED'
  /** It is being let go. */
  | 'RELEASING'
  /** Its user has to confirm it, by `clientSecret` or `approvalUrl`. */
  | 'REQUIRES_ACTION';

/** What one pays with. */
export type PaymentMethodKind =
  /** A card. */
  | 'CARD'
  /** An account at PayPal. */
  | 'PAYPAL';

/** Where a way to pay stands. */
export type PaymentMethodState =
  /** It can be paid with. */
  | 'ACTIVE'
  /** It was declined, or not confirmed in time. `declineCode` says why. */
  | 'FAILED'
  /** It was removed. */
  | 'REMOVED'
  /** Its user has to confirm it, by `clientSecret` or `approvalUrl`, or the provider has not answered yet. */
  | 'SETTING_UP';

/** A company that moves money for the platform. */
export type PaymentProvider =
  /** PayPal: accounts and cards, on a page of its own. */
  | 'PAYPAL'
  /** Stripe: cards, on a form that the client shows. */
  | 'STRIPE';

/** How a user may charge. */
export type PaymentStanding =
  /** Not at all, until a bill that is overdue is paid. */
  | 'BLOCKED'
  /** Without; they pay afterwards. */
  | 'POST_PAID'
  /** With an amount blocked before, where the tariff says so. */
  | 'STANDARD';

/** What an amount is blocked by: a provider, or the wallet. */
export type PaymentWay =
  /** PayPal: accounts and cards, on a page of its own. */
  | 'PAYPAL'
  /** Stripe: cards, on a form that the client shows. */
  | 'STRIPE'
  /** What the user has put into the wallet before. */
  | 'WALLET';

/** What a photo is for. */
export type PhotoPurpose =
  /** An eco-deed. */
  | 'DEED'
  /** A reading of a vehicle's odometer. */
  | 'ODOMETER';

/** How far a photo is. */
export type PhotoStatus =
  /** It is in order. */
  | 'APPROVED'
  /** It was erased. */
  | 'ERASED'
  /** A person looks at it. */
  | 'MANUAL_REVIEW'
  /** It is not accepted; the reasons say why. `appealUntil` says whether it can be appealed. */
  | 'REJECTED'
  /** It may be uploaded, and is not submitted yet. */
  | 'REQUESTED'
  /** It is submitted and will be judged. */
  | 'WAITING';

/** What is decided about a photo without people. */
export type PhotoVerdict =
  /** It is in order. */
  | 'APPROVED'
  /** A person looks at it. */
  | 'MANUAL_REVIEW'
  /** It is not accepted. */
  | 'REJECTED';

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
  /** An hour of charging; of a reservation, an hour of that. */
  | 'TIME';

/** Where, when and how much. Energy, a time, or both: with both, the vehicle stays for the rest of the time. */
export type PriceQuoteInput = {
  /** When it would begin; now when left out. At most a year ahead, and not before its tariff held. */
  at?: string | null | undefined;
  /** The connector. */
  connectorId: string;
  /** Plugged in for so long, at most a week. Left out: until the energy is charged. */
  durationSeconds?: number | null | undefined;
  /** So much energy. Left out: what the connector gives in the time. */
  energyWh?: number | null | undefined;
  /** The most that the vehicle takes, in watts; that of the connector when left out or more. */
  powerW?: number | null | undefined;
};

/** A second factor to be set up. */
export type ProposeSecondFactorInput = {
  /** The password. It may be left out for ten minutes after a sign-in. */
  password?: string | null | undefined;
};

/** How a device gets pushes. */
export type PushDeviceKind =
  /** An app, by Apple’s push service. */
  | 'APNS'
  /** An app, by Firebase Cloud Messaging. */
  | 'FCM'
  /** A browser, by Web Push. */
  | 'WEB';

/** Hours of the day, by the clock of the account. */
export type QuietHoursInput = {
  /** When they begin, e.g. 22:30. */
  from: string;
  /** When they end, e.g. 07:00; on the next day where it is earlier. */
  until: string;
};

/** What was read: one of the two. */
export type ReadNotificationsInput = {
  /** These, up to 200. */
  ids?: Array<string> | null | undefined;
  /** All that were told until this moment: that of the newest one on the screen. */
  until?: string | null | undefined;
};

/** What is agreed to, or taken back. */
export type RecordConsentInput = {
  /** False takes it back. The terms are not taken back. */
  given: boolean;
  /** Give the same key when you repeat a request: it is noted once. */
  idempotencyKey: string;
  /** What it is about. */
  kind: ConsentKind;
  /** Version of the text that was shown, 1 to 40 characters. */
  version: string;
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

/** A device that is to get pushes: one of `web`, `fcm` and `apns`. */
export type RegisterDeviceInput = {
  /** An app, by Apple. */
  apns?: ApnsDeviceInput | null | undefined;
  /** An app, by Firebase. */
  fcm?: FcmDeviceInput | null | undefined;
  /** What its user knows it by, up to 100 characters. */
  name?: string | null | undefined;
  /** A browser. */
  web?: WebPushInput | null | undefined;
};

/** A passkey that an authenticator has made. */
export type RegisterPasskeyInput = {
  /** What to call it, 1 to 60 characters. */
  name: string;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
  /** The credential as its toJSON() gives it. */
  response: Readonly<Record<string, unknown>>;
};

/** A hold that is not needed. */
export type ReleaseHoldInput = {
  /** Id of the hold. */
  holdId: string;
};

/** A favourite to remove. */
export type RemoveFavouriteInput = {
  /** Id of the station. */
  stationId: string;
};

/** A passkey to remove. */
export type RemovePasskeyInput = {
  /** Id of the passkey. */
  passkeyId: string;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** A way to pay that is to be forgotten. */
export type RemovePaymentMethodInput = {
  /** Id of the way to pay. */
  paymentMethodId: string;
};

/** A vehicle to remove. */
export type RemoveVehicleInput = {
  /** Id of the vehicle. */
  vehicleId: string;
};

/** Another name for a passkey. */
export type RenamePasskeyInput = {
  /** What to call it, 1 to 60 characters. */
  name: string;
  /** Id of the passkey. */
  passkeyId: string;
};

/** What shows that it is the user who asks. */
export type RenewRecoveryCodesInput = {
  /** The six digits that the app shows, or a recovery code. */
  code: string;
};

/** What is wrong with which connector. */
export type ReportFaultInput = {
  /** The connector. */
  connectorId: string;
  /** What is wrong. */
  kind: FaultKind;
  /** In your own words, at most 1,000 characters. */
  text?: string;
};

/** Another address for the signed-in user. */
export type RequestEmailChangeInput = {
  /** The address to sign in with from then on. */
  email: string;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** What shows that it is you: the password, or a sign-in of the last ten minutes. */
export type RequestPersonExportInput = {
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** A photo that is to be uploaded. */
export type RequestPhotoUploadInput = {
  /** The device's attestation for the capture's nonce, as its vendor's library gives it. */
  attestation?: string | null | undefined;
  /** The capture it was taken in, once; left out for a photo from the gallery. */
  captureId?: string | null | undefined;
  /** image/jpeg, image/png or image/webp. */
  contentType: string;
  /** What it is for. */
  purpose: PhotoPurpose;
  /** Size of the file, at most 12 MB. */
  sizeBytes: number;
};

/** What a fee is for. */
export type ReservationFeeKind =
  /** It was cancelled later than its terms let it for nothing. The time from its start until then is charged for; before its start that is none, and the flat prices alone are due. */
  | 'LATE_CANCELLATION'
  /** Nobody came. The time from the start of the slot until it was given to others is charged for. */
  | 'NO_SHOW';

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

/** What a reviewer decides. */
export type ReviewVerdict =
  /** The photo shows what is claimed. */
  | 'APPROVED'
  /** It is not accepted. */
  | 'REJECTED';

/** What a leaderboard counts. */
export type RewardBoard =
  /** Deeds that were rewarded. */
  | 'DEEDS'
  /** Distance driven that was rewarded, in metres. */
  | 'DISTANCE'
  /** Energy charged that was rewarded, in Wh. */
  | 'ENERGY'
  /** Tokens earned, after corrections, in millionths of a token, rounded down. */
  | 'TOKENS';

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

/** A span of time, in UTC. Rewards count when they were earned. */
export type RewardPeriod =
  /** All time. */
  | 'ALL'
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** A week from Monday (ISO 8601). */
  | 'WEEK'
  /** A year. */
  | 'YEAR';

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

/** Whether mails that nobody waits for are gathered. */
export type SaveDigestInput = {
  /** The full hour, by the clock of the account, at which they come as one mail a day, 0 to 23; null or left out: each comes by itself. */
  hour?: number | null | undefined;
};

/** A favourite as it is to be. */
export type SaveFavouriteInput = {
  /** What to say of it, up to 500 characters. Left out, it stays as it is; null removes it. */
  note?: string | null | undefined;
  /** Id of the station. */
  stationId: string;
  /** Whether to be told when it becomes free after 5 minutes or more; left out, it stays as it is, at first false. */
  tellWhenFree?: boolean | null | undefined;
};

/** When not to be disturbed. */
export type SaveQuietHoursInput = {
  /** The hours; null or left out: there are none. */
  hours?: QuietHoursInput | null | undefined;
};

/** What a session is to reach. */
export type SetChargingTargetInput = {
  /** The session. */
  sessionId: string;
  /** What it is to reach, in place of what was said before. Without one, nothing in particular. */
  target?: ChargingTargetInput | null | undefined;
};

/** Whether others see your name on leaderboards of deeds. Before you say so, they do not. */
export type SetDeedLeaderboardNameInput = {
  /** True to be named. */
  named: boolean;
};

/** A way to pay that bills are to be charged to. */
export type SetDefaultPaymentMethodInput = {
  /** Id of the way to pay. */
  paymentMethodId: string;
};

/** Whether others see your name on leaderboards. Before you say so, they do not. */
export type SetOdometerLeaderboardNameInput = {
  /** True to be named. */
  named: boolean;
};

/** A number that is to be proven. */
export type SetPhoneInput = {
  /** A mobile number with its country, e.g. +31 6 12345678. */
  number: string;
};

/** Whether others see your name on leaderboards of rewards. Before you say so, they do not. */
export type SetRewardLeaderboardNameInput = {
  /** True to be named. */
  named: boolean;
};

/** Where a way to pay is to be kept. */
export type SetUpPaymentMethodInput = {
  /** Made by the client for this set-up. Repeated, it gives the same one. */
  idempotencyKey: string;
  /** One of `paymentProviders`. */
  provider: PaymentProvider;
};

/** What the browser has come back with. */
export type SignInWithOidcInput = {
  /** The secret that came with the start. */
  binding: string;
  /** The whole address to which the issuer has sent the browser, with its parameters. */
  callbackUrl: string;
};

/** What an authenticator has signed. */
export type SignInWithPasskeyInput = {
  /** The credential as its toJSON() gives it. */
  response: Readonly<Record<string, unknown>>;
};

/** What a wallet has signed. */
export type SignInWithWalletInput = {
  /** The message as it was to be signed. */
  message: string;
  /** The signature: 0x and hex digits. That of a contract which is not deployed yet is wrapped after ERC-6492. */
  signature: string;
};

/** What the charger calls a signed meter value. */
export type SignedMeterContext =
  /** The reading at the begin. */
  | 'BEGIN'
  /** The reading at the end. */
  | 'END'
  /** Another one. */
  | 'OTHER';

/** What was found when the signed meter values of a session were checked. */
export type SignedMeterResult =
  /** Something is wrong with them, see problems. */
  | 'FAILED'
  /** What is signed is good, but the begin or the end is not signed. */
  | 'INCOMPLETE'
  /** There are none, though the bills of the station need them. */
  | 'MISSING'
  /** No key is registered for the EVSE, so nobody can say. */
  | 'NO_KEY'
  /** They are in a format that is not read here. OCMF is. */
  | 'UNKNOWN_FORMAT'
  /** Begin and end are signed with a registered key of the meter, and nothing is wrong with them. */
  | 'VERIFIED';

/** A photo that is about to be taken. */
export type StartCaptureInput = {
  /** What it is for. */
  purpose: PhotoPurpose;
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

/** A deed and its photo. */
export type SubmitDeedInput = {
  /** What was recycled: for RECYCLING, and for it alone. */
  material?: Material | null | undefined;
  /** A word on it, at most 500 characters. */
  note?: string | null | undefined;
  /** A photo of yours that is uploaded. The same photo again gives the same deed. */
  photoId: string;
  /** Where the photo was taken. */
  place: LocationInput;
  /** When the photo was taken: not in the future, within the last 7 days. */
  takenAt: string;
  /** What was done. */
  task: DeedTask;
};

/** A photo of the odometer of one of your vehicles. Submitting the same photo again gives the same upload. */
export type SubmitOdometerPhotoInput = {
  /** Where the guide frame stood. */
  guideFrame?: OdometerFrameInput | null | undefined;
  /** The photo, uploaded before for this purpose. */
  photoId: string;
  /** Where it was taken. */
  place?: OdometerPlaceInput | null | undefined;
  /** When it was taken: not in the future, and within the last 30 days. */
  takenAt: string;
  /** What the display counts in. Left out: as at the vehicle's last reading, KM for its first. A change is checked by a person. */
  unit?: DistanceUnit | null | undefined;
  /** The vehicle. */
  vehicleId: string;
};

/** In which colours the clients are shown. */
export type Theme =
  /** Light on dark. */
  | 'DARK'
  /** Dark on light. */
  | 'LIGHT'
  /** As the device has it. */
  | 'SYSTEM';

/** How far a top-up is. */
export type TopUpState =
  /** The provider has not answered yet. */
  | 'CREATED'
  /** It was declined, or not confirmed in time. `declineCode` says why. */
  | 'FAILED'
  /** The provider does not know yet. */
  | 'PENDING'
  /** Its user has to confirm it, by `clientSecret` or `approvalUrl`. */
  | 'REQUIRES_ACTION'
  /** It is in the wallet. */
  | 'SUCCEEDED';

/** How much is put into the wallet, and by what: one of paymentMethodId and provider. */
export type TopUpWalletInput = {
  /** Minor units, at least what the provider takes, at most 250 EUR or about as much of another currency. */
  amountMinor: number;
  /** ISO 4217. There is a wallet for each currency. */
  currency: string;
  /** The same key again begins nothing and gives the same top-up. */
  idempotencyKey: string;
  /** A way to pay of yours. */
  paymentMethodId?: string | null | undefined;
  /** You give a way to pay on its form or page. */
  provider?: PaymentProvider | null | undefined;
};

/** The link of the letter to the old address, and a new password. */
export type UndoEmailChangeInput = {
  /** At least 12 characters, and not the e-mail address. */
  newPassword: string;
  /** What stands behind #token= in the link. */
  token: string;
};

/** In which units somebody reads distances. */
export type Units =
  /** Miles. */
  | 'IMPERIAL'
  /** Kilometres. */
  | 'METRIC';

/** An identity to take away. */
export type UnlinkOidcInput = {
  /** The issuer, as it calls itself. */
  issuer: string;
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** That it is the user who asks. */
export type UnlinkWalletInput = {
  /** The password of the account; not needed within ten minutes of a sign-in. */
  password?: string | null | undefined;
};

/** A device that is to get no more pushes. */
export type UnregisterDeviceInput = {
  /** Its id. */
  deviceId: string;
};

/** What to change of a meetup of yours; what is left out stays. Once it has begun, only words, picture, capacity and end. */
export type UpdateMeetupInput = {
  /** The meeting point for people. */
  address?: string | null | undefined;
  /** How many may join; not fewer than have joined. */
  capacity?: number | null | undefined;
  /** What will be done, at most 4,000 characters. */
  description?: string | null | undefined;
  /** When it ends. */
  endsAt?: string | null | undefined;
  /** A picture for it: an https URL; null takes it away. */
  imageUrl?: string | null | undefined;
  /** The meetup. */
  meetupId: string;
  /** The meeting point on the map. */
  place?: LocationInput | null | undefined;
  /** When it begins. */
  startsAt?: string | null | undefined;
  /** What will be done together; null for none of our tasks. */
  task?: DeedTask | null | undefined;
  /** IANA name of its time zone. */
  timeZone?: string | null | undefined;
  /** Its name, at most 120 characters. */
  title?: string | null | undefined;
};

/** What is to change: what is left out stays, null brings the default back. */
export type UpdatePreferencesInput = {
  /** With how much contrast. */
  contrast?: Contrast | null | undefined;
  /** ISO 4217, e.g. EUR. */
  displayCurrency?: string | null | undefined;
  /** Power that a search begins with, 1 to 5,000,000 W. */
  minPowerW?: number | null | undefined;
  /** With how much motion. */
  motion?: Motion | null | undefined;
  /** What to be told of, each kind and channel once; others stay as they are. */
  notifications?: Array<NotificationChoiceInput> | null | undefined;
  /** Whether a search begins with free connectors alone. */
  onlyAvailable?: boolean | null | undefined;
  /** Plugs that a search of stations begins with, at most 15. Empty: any. */
  standards?: Array<ConnectorStandard> | null | undefined;
  /** In which colours. */
  theme?: Theme | null | undefined;
};

/** What is to change of the profile: what is left out stays, null takes a value away. */
export type UpdateProfileInput = {
  /** The name that others see, 1 to 60 characters; never null. */
  displayName?: string | null | undefined;
  /** BCP 47, e.g. en-GB. */
  locale?: string | null | undefined;
  /** IANA time zone, e.g. Europe/Amsterdam. */
  timeZone?: string | null | undefined;
  /** In which units distances are shown. */
  units?: Units | null | undefined;
};

/** What is to change of a vehicle: what is left out stays, null takes a value away. */
export type UpdateVehicleInput = {
  /** Usable capacity of its battery, 1,000 to 2,000,000 Wh. */
  batteryCapacityWh?: number | null | undefined;
  /** Plugs that it is charged by, at most five. */
  connectors?: Array<ConnectorStandard> | null | undefined;
  /** What it uses on average, 1 to 5,000 Wh for each kilometre. */
  consumptionWhPerKm?: number | null | undefined;
  /** True makes it the default in place of another one. */
  isDefault?: boolean | null | undefined;
  /** Who built it, 1 to 60 characters. */
  make?: string | null | undefined;
  /** What its own charger takes of AC, 1,000 to 100,000 W. */
  maxAcPowerW?: number | null | undefined;
  /** What it takes of DC at most, 1,000 to 5,000,000 W. */
  maxDcPowerW?: number | null | undefined;
  /** Its model, 1 to 60 characters. */
  model?: string | null | undefined;
  /** What to call it, 1 to 60 characters; never null. */
  name?: string | null | undefined;
  /** Its number plate, 1 to 12 letters and digits beside blanks and signs; with its country. Yours alone to see. */
  plate?: string | null | undefined;
  /** Country of the plate, ISO 3166-1 alpha-2, e.g. NL. */
  plateCountry?: string | null | undefined;
  /** Id of the vehicle. */
  vehicleId: string;
};

/** The link of a letter. */
export type VerifyEmailInput = {
  /** What stands behind #token= in the link. */
  token: string;
};

/** A code that was sent by SMS. */
export type VerifyPhoneInput = {
  /** Its 6 digits. */
  code: string;
};

/** Who waits. */
export type WaitlistEntryInput = {
  /** The entry of yours. */
  entryId: string;
};

/** How it is with somebody who waits for a slot. */
export type WaitlistState =
  /** They did not take it in time, or nothing was free in theirs. */
  | 'LAPSED'
  /** They wait no more. */
  | 'LEFT'
  /** A slot is held for them until `reservation.offerUntil`. */
  | 'OFFERED'
  /** They have taken it. */
  | 'TAKEN'
  /** They wait. */
  | 'WAITING';

/** Which stations to watch: those in a box, or some by their ids. */
export type WatchStationsInput = {
  /** All in this part of the map. With more than 1000 it is LIMIT_REACHED: zoom in. */
  box?: BoxInput | null | undefined;
  /** These; at most 200. */
  stationIds?: Array<string> | null | undefined;
};

/** A browser’s subscription, as `PushSubscription.toJSON()` gives it. */
export type WebPushInput = {
  /** Its secret, base64url. */
  auth: string;
  /** Where its push service takes pushes: https, at a push service that is known. */
  endpoint: string;
  /** Its public key, base64url. */
  p256dh: string;
};

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, displayName: string, email: string | null, vehicles: { edges: Array<{ node: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null, plate: string | null, plateCountry: string | null, connectors: Array<ConnectorStandard>, maxAcPowerW: number | null, maxDcPowerW: number | null, isDefault: boolean } }> } | null, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null, group: string | null }> | null } | null };

export type ProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type ProfileQuery = { me: { id: string, displayName: string, locale: string | null, units: Units | null, timeZone: string | null, consents: Array<{ id: string, kind: ConsentKind, version: string, given: boolean, at: string }> | null } | null };

export type UpdateProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type UpdateProfileMutation = { updateProfile: { user: { id: string, displayName: string, locale: string | null, units: Units | null, timeZone: string | null } } };

export type RecordConsentMutationVariables = Exact<{
  input: RecordConsentInput;
}>;


export type RecordConsentMutation = { recordConsent: { consent: { id: string, kind: ConsentKind, version: string, given: boolean, at: string } } };

export type PreferenceCardFragment = { displayCurrency: string | null, theme: Theme, contrast: Contrast, motion: Motion, standards: Array<ConnectorStandard>, minPowerW: number | null, onlyAvailable: boolean, notifications: Array<{ kind: NotificationKind, channel: NotificationChannel, wanted: boolean, fixed: boolean }> };

export type PreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type PreferencesQuery = { me: { id: string, preferences: { displayCurrency: string | null, theme: Theme, contrast: Contrast, motion: Motion, standards: Array<ConnectorStandard>, minPowerW: number | null, onlyAvailable: boolean, notifications: Array<{ kind: NotificationKind, channel: NotificationChannel, wanted: boolean, fixed: boolean }> } | null } | null };

export type UpdatePreferencesMutationVariables = Exact<{
  input: UpdatePreferencesInput;
}>;


export type UpdatePreferencesMutation = { updatePreferences: { preferences: { displayCurrency: string | null, theme: Theme, contrast: Contrast, motion: Motion, standards: Array<ConnectorStandard>, minPowerW: number | null, onlyAvailable: boolean, notifications: Array<{ kind: NotificationKind, channel: NotificationChannel, wanted: boolean, fixed: boolean }> } } };

export type AddVehicleMutationVariables = Exact<{
  input: AddVehicleInput;
}>;


export type AddVehicleMutation = { addVehicle: { vehicle: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null, plate: string | null, plateCountry: string | null, connectors: Array<ConnectorStandard>, maxAcPowerW: number | null, maxDcPowerW: number | null, isDefault: boolean } } };

export type UpdateVehicleMutationVariables = Exact<{
  input: UpdateVehicleInput;
}>;


export type UpdateVehicleMutation = { updateVehicle: { vehicle: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null, plate: string | null, plateCountry: string | null, connectors: Array<ConnectorStandard>, maxAcPowerW: number | null, maxDcPowerW: number | null, isDefault: boolean } } };

export type RemoveVehicleMutationVariables = Exact<{
  input: RemoveVehicleInput;
}>;


export type RemoveVehicleMutation = { removeVehicle: { vehicle: { id: string } } };

export type IssueIdTokenMutationVariables = Exact<{
  input: IssueIdTokenInput;
}>;


export type IssueIdTokenMutation = { issueIdToken: { idToken: { id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null, group: string | null } } };

export type BlockIdTokenMutationVariables = Exact<{
  input: BlockIdTokenInput;
}>;


export type BlockIdTokenMutation = { blockIdToken: { idToken: { id: string, status: IdTokenStatus } } };

export type SecurityQueryVariables = Exact<{ [key: string]: never; }>;


export type SecurityQuery = { me: { id: string, email: string | null, emailVerifiedAt: string | null, secondFactor: boolean | null, recoveryCodesLeft: number | null, logins: { edges: Array<{ node: { id: string, device: string | null, addressBlock: string | null, method: LoginMethod, createdAt: string, lastUsedAt: string, expiresAt: string, secondFactor: boolean, current: boolean } }> } | null } | null };

export type EndLoginMutationVariables = Exact<{
  input: EndLoginInput;
}>;


export type EndLoginMutation = { endLogin: { ended: number } };

export type EndLoginsMutationVariables = Exact<{
  input: EndLoginsInput;
}>;


export type EndLoginsMutation = { endLogins: { ended: number } };

export type RequestEmailVerificationMutationVariables = Exact<{ [key: string]: never; }>;


export type RequestEmailVerificationMutation = { requestEmailVerification: { requested: boolean } };

export type VerifyEmailMutationVariables = Exact<{
  input: VerifyEmailInput;
}>;


export type VerifyEmailMutation = { verifyEmail: { verified: boolean } };

export type RequestEmailChangeMutationVariables = Exact<{
  input: RequestEmailChangeInput;
}>;


export type RequestEmailChangeMutation = { requestEmailChange: { requested: boolean } };

export type ConfirmEmailChangeMutationVariables = Exact<{
  input: ConfirmEmailChangeInput;
}>;


export type ConfirmEmailChangeMutation = { confirmEmailChange: { user: { id: string, email: string | null, emailVerifiedAt: string | null } } };

export type UndoEmailChangeMutationVariables = Exact<{
  input: UndoEmailChangeInput;
}>;


export type UndoEmailChangeMutation = { undoEmailChange: { login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null, challenge: { challenge: string, expiresAt: string } | null } };

export type ProposeSecondFactorMutationVariables = Exact<{
  input: ProposeSecondFactorInput;
}>;


export type ProposeSecondFactorMutation = { proposeSecondFactor: { uri: string, secret: string } };

export type ConfirmSecondFactorMutationVariables = Exact<{
  input: ConfirmSecondFactorInput;
}>;


export type ConfirmSecondFactorMutation = { confirmSecondFactor: { recoveryCodes: Array<string> } };

export type RenewRecoveryCodesMutationVariables = Exact<{
  input: RenewRecoveryCodesInput;
}>;


export type RenewRecoveryCodesMutation = { renewRecoveryCodes: { recoveryCodes: Array<string> } };

export type DisableSecondFactorMutationVariables = Exact<{
  input: DisableSecondFactorInput;
}>;


export type DisableSecondFactorMutation = { disableSecondFactor: { disabled: boolean } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null } };

export type VehicleCardFragment = { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null, plate: string | null, plateCountry: string | null, connectors: Array<ConnectorStandard>, maxAcPowerW: number | null, maxDcPowerW: number | null, isDefault: boolean };

export type StartChargingMutationVariables = Exact<{
  input: StartChargingInput;
}>;


export type StartChargingMutation = { startCharging: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type StopChargingMutationVariables = Exact<{
  input: StopChargingInput;
}>;


export type StopChargingMutation = { stopCharging: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { endedBy: ChargingSessionEnd | null, stopFailureReason: ChargingFailureReason | null, id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type SessionUpdatedSubscriptionVariables = Exact<{
  sessionId: string;
}>;


export type SessionUpdatedSubscription = { sessionUpdated: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, chargeDetailRecord: { id: string, revision: number, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, elementNumber: number | null, startedAt: string | null, endedAt: string | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, tariff: { id: string, description: string } | null } | null, reward: { id: string, amount: string, status: RewardStatus } | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type PriceQuoteQueryVariables = Exact<{
  input: PriceQuoteInput;
}>;


export type PriceQuoteQuery = { priceQuote: { startedAt: string, energyWh: number, powerW: number, chargingSeconds: number, idleSeconds: number, tariffVersion: number | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, elementNumber: number | null, startedAt: string | null, endedAt: string | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, tariff: { id: string, description: string } | null, altTexts: Array<{ language: string, text: string }> } };

export type ChargingSessionQueryVariables = Exact<{
  id: string;
}>;


export type ChargingSessionQuery = { chargingSession: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, costInclVat: { amountMinor: number, currency: string } | null }> | null, meterValues: { edges: Array<{ node: { at: string, registerWh: number | null, powerW: number | null, socPercent: number | null } }> }, chargeDetailRecord: { id: string, revision: number, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, elementNumber: number | null, startedAt: string | null, endedAt: string | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, tariff: { id: string, description: string } | null } | null, reward: { id: string, amount: string, status: RewardStatus, transactionHash: string | null, blockNumber: number | null } | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } | null };

export type ActiveChargingSessionQueryVariables = Exact<{ [key: string]: never; }>;


export type ActiveChargingSessionQuery = { me: { id: string, activeChargingSession: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } | null } | null };

export type ChargingStatisticsQueryVariables = Exact<{
  timeZone: string;
  months?: number | null | undefined;
}>;


export type ChargingStatisticsQuery = { me: { id: string, chargingStatistics: { co2Formula: string, total: { sessions: number, energyWh: number, co2SavedKg: number, costs: Array<{ amountMinor: number, amount: string, currency: string }> }, months: Array<{ month: string, charged: { sessions: number, energyWh: number, co2SavedKg: number, costs: Array<{ amountMinor: number, amount: string, currency: string }> } }>, co2Sources: Array<{ name: string, value: number, unit: string, year: number, source: string, url: string }> } } | null };

export type ChargedFragment = { sessions: number, energyWh: number, co2SavedKg: number, costs: Array<{ amountMinor: number, amount: string, currency: string }> };

export type ChargingHistoryQueryVariables = Exact<{
  filter?: ChargingHistoryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ChargingHistoryQuery = { me: { id: string, chargingSessions: { totalCount: number, edges: Array<{ node: { id: string, status: ChargingSessionStatus, startedAt: string | null, endedAt: string | null, energyWh: number, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, city: string }, reward: { id: string, amount: string, status: RewardStatus } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ChargingPowerProfileQueryVariables = Exact<{
  id: string;
  points?: number | null | undefined;
}>;


export type ChargingPowerProfileQuery = { chargingSession: { id: string, powerProfile: Array<{ from: string, to: string, meanW: number, leastW: number, mostW: number, socPercent: number | null }> } | null };

export type SetChargingTargetMutationVariables = Exact<{
  input: SetChargingTargetInput;
}>;


export type SetChargingTargetMutation = { setChargingTarget: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null } };

export type LiveSessionFragment = { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, idleSince: string | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, progress: { percent: number | null, remainingWh: number | null, expectedAt: string | null, inTime: boolean | null, target: { energyWh: number | null, socPercent: number | null, readyBy: string | null } } | null, runningCost: { amountMinor: number, currency: string } | null, station: { id: string, name: string, address: string, city: string }, connector: { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus } | null, vehicle: { id: string, name: string } | null };

export type BillFragment = { id: string, revision: number, issuedAt: string, startedAt: string, endedAt: string, totalEnergyWh: number, totalTimeSeconds: number, totalParkingTimeSeconds: number, tariffVersion: number | null, totalCostExclVat: { amountMinor: number, currency: string }, totalCostInclVat: { amountMinor: number, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, elementNumber: number | null, startedAt: string | null, endedAt: string | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null }>, tariff: { id: string, description: string } | null };

export type BillLineFragment = { type: CostLineType, quantity: number, billedQuantity: number, price: number, stepSize: number, vatPercent: number | null, elementNumber: number | null, startedAt: string | null, endedAt: string | null, costExclVat: { amountMinor: number, currency: string }, costInclVat: { amountMinor: number, currency: string } | null };

export type DeedTasksQueryVariables = Exact<{ [key: string]: never; }>;


export type DeedTasksQuery = { deedTasks: Array<{ task: DeedTask, title: string, guidance: Array<string>, judgedBy: DeedJudge }> };

export type SubmitDeedMutationVariables = Exact<{
  input: SubmitDeedInput;
}>;


export type SubmitDeedMutation = { submitDeed: { id: string, task: DeedTask, state: DeedState, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string } | null, session: { id: string } | null, reward: { id: string, amount: string, status: RewardStatus } | null } };

export type MyDeedUpdatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MyDeedUpdatedSubscription = { myDeedUpdated: { id: string, task: DeedTask, state: DeedState, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string } | null, session: { id: string } | null, reward: { id: string, amount: string, status: RewardStatus } | null } };

export type MyDeedsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyDeedsQuery = { me: { id: string, deeds: { edges: Array<{ node: { id: string, task: DeedTask, state: DeedState, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string } | null, session: { id: string } | null, reward: { id: string, amount: string, status: RewardStatus } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type DoneDeedFragment = { id: string, task: DeedTask, state: DeedState, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string } | null, session: { id: string } | null, reward: { id: string, amount: string, status: RewardStatus } | null };

export type ReportFaultMutationVariables = Exact<{
  input: ReportFaultInput;
}>;


export type ReportFaultMutation = { reportFault: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, station: { id: string, name: string } } } };

export type MyFaultReportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyFaultReportsQuery = { myFaultReports: { edges: Array<{ node: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, station: { id: string, name: string } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OwnFaultReportFragment = { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, station: { id: string, name: string } } };

export type FavouritesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FavouritesQuery = { me: { id: string, favourites: { edges: Array<{ node: { note: string | null, tellWhenFree: boolean, addedAt: string, availability: FavouriteAvailability, freeEvses: number, freeSince: string | null, station: { id: string, name: string, address: string, city: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SaveFavouriteMutationVariables = Exact<{
  input: SaveFavouriteInput;
}>;


export type SaveFavouriteMutation = { saveFavourite: { station: { id: string, favourite: { note: string | null, tellWhenFree: boolean, addedAt: string, availability: FavouriteAvailability, freeEvses: number, freeSince: string | null } | null } } };

export type RemoveFavouriteMutationVariables = Exact<{
  input: RemoveFavouriteInput;
}>;


export type RemoveFavouriteMutation = { removeFavourite: { station: { id: string } } };

export type FavouritesUpdatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FavouritesUpdatedSubscription = { favouritesUpdated: { id: string, name: string, favourite: { note: string | null, tellWhenFree: boolean, addedAt: string, availability: FavouriteAvailability, freeEvses: number, freeSince: string | null } | null } };

export type FavouriteCardFragment = { note: string | null, tellWhenFree: boolean, addedAt: string, availability: FavouriteAvailability, freeEvses: number, freeSince: string | null };

export type ToldFragment = { id: string, kind: NotificationKind, topic: NotificationTopic, title: string, body: string, link: string | null, createdAt: string, readAt: string | null };

export type InboxQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: NotificationFilter | null | undefined;
}>;


export type InboxQuery = { me: { id: string, unreadNotifications: number | null, notifications: { edges: Array<{ node: { id: string, kind: NotificationKind, topic: NotificationTopic, title: string, body: string, link: string | null, createdAt: string, readAt: string | null, deliveries: Array<{ channel: NotificationChannel, state: DeliveryState, reason: string | null, sentAt: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ReadNotificationsMutationVariables = Exact<{
  input: ReadNotificationsInput;
}>;


export type ReadNotificationsMutation = { readNotifications: { user: { id: string, unreadNotifications: number | null } } };

export type NotificationReceivedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type NotificationReceivedSubscription = { notificationReceived: { id: string, kind: NotificationKind, topic: NotificationTopic, title: string, body: string, link: string | null, createdAt: string, readAt: string | null } };

export type InboxChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type InboxChangedSubscription = { inboxChanged: { id: string, unreadNotifications: number | null } };

export type PaceFragment = { id: string, notificationPace: { digestHour: number | null, timeZone: string | null, quietHours: { from: string, until: string } | null } | null, phone: { masked: string, country: string, verifiedAt: string } | null };

export type NotificationPaceQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationPaceQuery = { me: { id: string, notificationPace: { digestHour: number | null, timeZone: string | null, quietHours: { from: string, until: string } | null } | null, phone: { masked: string, country: string, verifiedAt: string } | null } | null };

export type SaveQuietHoursMutationVariables = Exact<{
  input: SaveQuietHoursInput;
}>;


export type SaveQuietHoursMutation = { saveQuietHours: { user: { id: string, notificationPace: { digestHour: number | null, timeZone: string | null, quietHours: { from: string, until: string } | null } | null, phone: { masked: string, country: string, verifiedAt: string } | null } } };

export type SaveDigestMutationVariables = Exact<{
  input: SaveDigestInput;
}>;


export type SaveDigestMutation = { saveDigest: { user: { id: string, notificationPace: { digestHour: number | null, timeZone: string | null, quietHours: { from: string, until: string } | null } | null, phone: { masked: string, country: string, verifiedAt: string } | null } } };

export type SetPhoneMutationVariables = Exact<{
  input: SetPhoneInput;
}>;


export type SetPhoneMutation = { setPhone: { masked: string, expiresAt: string } };

export type VerifyPhoneMutationVariables = Exact<{
  input: VerifyPhoneInput;
}>;


export type VerifyPhoneMutation = { verifyPhone: { masked: string, country: string, verifiedAt: string } };

export type RemovePhoneMutationVariables = Exact<{ [key: string]: never; }>;


export type RemovePhoneMutation = { removePhone: { removed: boolean } };

export type MyDevicesQueryVariables = Exact<{ [key: string]: never; }>;


export type MyDevicesQuery = { me: { id: string, devices: { edges: Array<{ node: { id: string, kind: PushDeviceKind, name: string | null, createdAt: string, seenAt: string } }> } | null } | null };

export type UnregisterDeviceMutationVariables = Exact<{
  input: UnregisterDeviceInput;
}>;


export type UnregisterDeviceMutation = { unregisterDevice: { deviceId: string } };

export type VapidPublicKeyQueryVariables = Exact<{ [key: string]: never; }>;


export type VapidPublicKeyQuery = { vapidPublicKey: string | null };

export type RegisterDeviceMutationVariables = Exact<{
  input: RegisterDeviceInput;
}>;


export type RegisterDeviceMutation = { registerDevice: { id: string, name: string | null } };

export type SubmitOdometerPhotoMutationVariables = Exact<{
  input: SubmitOdometerPhotoInput;
}>;


export type SubmitOdometerPhotoMutation = { submitOdometerPhoto: { upload: { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string, confidence: number | null, checks: Array<{ check: string, outcome: CheckOutcome }>, models: Array<{ name: string, version: string }> } | null, reading: { id: string, value: number, readingKm: number, distanceKm: number, reward: { id: string, amount: string, status: RewardStatus } | null } | null } } };

export type OdometerUploadUpdatedSubscriptionVariables = Exact<{
  id: string;
}>;


export type OdometerUploadUpdatedSubscription = { odometerUploadUpdated: { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string, confidence: number | null, checks: Array<{ check: string, outcome: CheckOutcome }>, models: Array<{ name: string, version: string }> } | null, reading: { id: string, value: number, readingKm: number, distanceKm: number, reward: { id: string, amount: string, status: RewardStatus } | null } | null } };

export type MyOdometerUploadsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyOdometerUploadsQuery = { myOdometerUploads: { edges: Array<{ node: { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string, confidence: number | null, checks: Array<{ check: string, outcome: CheckOutcome }>, models: Array<{ name: string, version: string }> } | null, reading: { id: string, value: number, readingKm: number, distanceKm: number, reward: { id: string, amount: string, status: RewardStatus } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type UploadFragment = { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, reasons: Array<{ code: string, message: string }>, photo: { id: string, confidence: number | null, checks: Array<{ check: string, outcome: CheckOutcome }>, models: Array<{ name: string, version: string }> } | null, reading: { id: string, value: number, readingKm: number, distanceKm: number, reward: { id: string, amount: string, status: RewardStatus } | null } | null };

export type SignInIssuersQueryVariables = Exact<{ [key: string]: never; }>;


export type SignInIssuersQuery = { signInIssuers: Array<string> };

export type OidcIdentitiesQueryVariables = Exact<{ [key: string]: never; }>;


export type OidcIdentitiesQuery = { me: { id: string, oidcIdentities: Array<{ issuer: string, linkedAt: string }> | null } | null };

export type BeginOidcSignInMutationVariables = Exact<{
  input: BeginOidcSignInInput;
}>;


export type BeginOidcSignInMutation = { beginOidcSignIn: { url: string, binding: string, expiresAt: string } };

export type SignInWithOidcMutationVariables = Exact<{
  input: SignInWithOidcInput;
}>;


export type SignInWithOidcMutation = { signInWithOidc: { user: { id: string, displayName: string, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null } };

export type BeginOidcLinkMutationVariables = Exact<{
  input: BeginOidcLinkInput;
}>;


export type BeginOidcLinkMutation = { beginOidcLink: { url: string, binding: string, expiresAt: string } };

export type LinkOidcMutationVariables = Exact<{
  input: LinkOidcInput;
}>;


export type LinkOidcMutation = { linkOidc: { identity: { issuer: string, linkedAt: string } } };

export type UnlinkOidcMutationVariables = Exact<{
  input: UnlinkOidcInput;
}>;


export type UnlinkOidcMutation = { unlinkOidc: { identity: { issuer: string } } };

export type BillPageQueryVariables = Exact<{
  id: string;
}>;


export type BillPageQuery = { bill: { id: string, state: BillState, openedAt: string, paidAt: string | null, nextStepAt: string | null, why: BillReason | null, declineCode: string | null, beingCorrected: boolean, blocksUser: boolean, topUpId: string | null, receiptUrl: string | null, records: Array<{ id: string, creditOf: string | null, amount: { amount: string, currency: string }, lines: Array<{ type: string, quantity: number, vatPercent: number | null, cost: { amount: string, currency: string } }> }>, total: { amount: string, currency: string }, paid: { amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, session: { id: string, station: { id: string, timeZone: string } } | null, reservation: { id: string } | null, place: { name: string, city: string } | null, checkout: { clientSecret: string | null, approvalUrl: string | null } | null, refunds: Array<{ id: string, state: RefundState, toWallet: boolean, reason: string, amount: { amount: string, currency: string } }>, invoices: Array<{ id: string, kind: InvoiceKind, number: string, pdfUrl: string, xmlUrl: string, sandbox: boolean }> } | null };

export type CapturePageQueryVariables = Exact<{ [key: string]: never; }>;


export type CapturePageQuery = { me: { id: string, units: Units | null, vehicles: { edges: Array<{ node: { id: string, name: string, isDefault: boolean, odometer: { id: string, unit: DistanceUnit } | null } }> } | null } | null };

export type DeedPageQueryVariables = Exact<{
  id: string;
}>;


export type DeedPageQuery = { deed: { note: string | null, id: string, task: DeedTask, state: DeedState, material: Material | null, takenAt: string, submittedAt: string, decidedAt: string | null, awaitsSessionUntil: string | null, photo: { id: string, appealUntil: string | null, thumbnailUrl: string | null, erasedAt: string | null, sha256: string | null, takenAt: string | null, submittedAt: string | null, judgedAt: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome }>, decisions: Array<{ decision: ReviewVerdict, decidedAt: string, final: boolean }> } | null, reasons: Array<{ code: string, message: string }>, session: { id: string, energyWh: number, station: { id: string, name: string, timeZone: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null } | null };

export type DeedRewardLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DeedRewardLiveSubscription = { rewardEarned: { id: string, amount: string, status: RewardStatus, deed: { id: string } | null } };

export type DeedsToDoQueryVariables = Exact<{ [key: string]: never; }>;


export type DeedsToDoQuery = { deedTasks: Array<{ task: DeedTask, judgedBy: DeedJudge, perDay: number, impact: { kgCo2: number | null, kgWaste: number | null, source: string, sourceUrl: string } | null }>, rewardRules: Array<{ id: string, name: RewardRuleName, amount: string, validFrom: string, publishedAt: string | null }> };

export type DeedsDoneQueryVariables = Exact<{
  state?: DeedState | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type DeedsDoneQuery = { me: { id: string, deeds: { edges: Array<{ node: { id: string, task: DeedTask, state: DeedState, material: Material | null, takenAt: string, submittedAt: string, decidedAt: string | null, awaitsSessionUntil: string | null, reasons: Array<{ code: string, message: string }>, photo: { id: string, thumbnailUrl: string | null, erasedAt: string | null } | null, session: { id: string, energyWh: number, station: { id: string, name: string, timeZone: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type DeedsLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type DeedsLiveSubscription = { myDeedUpdated: { id: string, task: DeedTask, state: DeedState, material: Material | null, takenAt: string, submittedAt: string, decidedAt: string | null, awaitsSessionUntil: string | null, reasons: Array<{ code: string, message: string }>, photo: { id: string, thumbnailUrl: string | null, erasedAt: string | null } | null, session: { id: string, energyWh: number, station: { id: string, name: string, timeZone: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null } };

export type DeedShownFragment = { id: string, task: DeedTask, state: DeedState, material: Material | null, takenAt: string, submittedAt: string, decidedAt: string | null, awaitsSessionUntil: string | null, reasons: Array<{ code: string, message: string }>, photo: { id: string, thumbnailUrl: string | null, erasedAt: string | null } | null, session: { id: string, energyWh: number, station: { id: string, name: string, timeZone: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null };

export type FaultReportsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type FaultReportsPageQuery = { myFaultReports: { edges: Array<{ node: { id: string, kind: FaultKind, text: string, reportedAt: string, resolvedAt: string | null, note: string | null, connector: { id: string, station: { id: string, name: string } } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type FavouritesPageQueryVariables = Exact<{
  first: number;
}>;


export type FavouritesPageQuery = { me: { id: string, favourites: { edges: Array<{ node: { tellWhenFree: boolean, station: { id: string, name: string, address: string, city: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number }> }> } } }>, pageInfo: { hasNextPage: boolean } } | null } | null };

export type FavouritesPageLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type FavouritesPageLiveSubscription = { favouritesUpdated: { id: string, name: string, address: string, city: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number }> }> } };

export type KilometreBoardQueryVariables = Exact<{
  period: OdometerPeriod;
  first: number;
  after?: string | null | undefined;
}>;


export type KilometreBoardQuery = { board: { edges: Array<{ node: { rank: number, pseudonym: string, score: { kilometres: number }, user: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type KilometrePlaceOfMineQueryVariables = Exact<{
  period: OdometerPeriod;
}>;


export type KilometrePlaceOfMineQuery = { named: boolean, mine: { rank: number, pseudonym: string, score: { kilometres: number }, user: { id: string, displayName: string } | null } | null };

export type NameMeByKilometresMutationVariables = Exact<{
  input: SetOdometerLeaderboardNameInput;
}>;


export type NameMeByKilometresMutation = { setOdometerLeaderboardName: { named: boolean } };

export type DeedBoardQueryVariables = Exact<{
  period: DeedPeriod;
  first: number;
  after?: string | null | undefined;
}>;


export type DeedBoardQuery = { board: { edges: Array<{ node: { rank: number, pseudonym: string, deeds: number, user: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeedPlaceOfMineQueryVariables = Exact<{
  period: DeedPeriod;
}>;


export type DeedPlaceOfMineQuery = { named: boolean, mine: { rank: number, pseudonym: string, deeds: number, user: { id: string, displayName: string } | null } | null };

export type NameMeByDeedsMutationVariables = Exact<{
  input: SetDeedLeaderboardNameInput;
}>;


export type NameMeByDeedsMutation = { setDeedLeaderboardName: { named: boolean } };

export type TokenBoardQueryVariables = Exact<{
  period: RewardPeriod;
  board: RewardBoard;
  first: number;
  after?: string | null | undefined;
}>;


export type TokenBoardQuery = { board: { edges: Array<{ node: { rank: number, pseudonym: string, score: number, user: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TokenPlaceOfMineQueryVariables = Exact<{
  period: RewardPeriod;
  board: RewardBoard;
}>;


export type TokenPlaceOfMineQuery = { named: boolean, mine: { rank: number, pseudonym: string, score: number, user: { id: string, displayName: string } | null } | null };

export type NameMeByTokensMutationVariables = Exact<{
  input: SetRewardLeaderboardNameInput;
}>;


export type NameMeByTokensMutation = { setRewardLeaderboardName: { named: boolean } };

export type KilometrePlaceFragment = { rank: number, pseudonym: string, score: { kilometres: number }, user: { id: string, displayName: string } | null };

export type DeedPlaceFragment = { rank: number, pseudonym: string, deeds: number, user: { id: string, displayName: string } | null };

export type TokenPlaceFragment = { rank: number, pseudonym: string, score: number, user: { id: string, displayName: string } | null };

export type MeetupPageQueryVariables = Exact<{
  id: string;
}>;


export type MeetupPageQuery = { meetup: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, attendees: { edges: Array<{ node: { joinedAt: string, checkedInAt: string | null, checkedInBy: CheckInMethod | null, user: { id: string, displayName: string } } }> } | null, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } | null };

export type MeetupPageLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MeetupPageLiveSubscription = { meetupFeed: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type JoinThisMeetupMutationVariables = Exact<{
  input: MeetupIdInput;
}>;


export type JoinThisMeetupMutation = { joinMeetup: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type LeaveThisMeetupMutationVariables = Exact<{
  input: MeetupIdInput;
}>;


export type LeaveThisMeetupMutation = { leaveMeetup: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type CheckInToThisMeetupMutationVariables = Exact<{
  input: CheckInToMeetupInput;
}>;


export type CheckInToThisMeetupMutation = { checkInToMeetup: { checkedInAt: string | null } };

export type AnnounceMeetupMutationVariables = Exact<{
  input: CreateMeetupInput;
}>;


export type AnnounceMeetupMutation = { createMeetup: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type ChangeMeetupMutationVariables = Exact<{
  input: UpdateMeetupInput;
}>;


export type ChangeMeetupMutation = { updateMeetup: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type CallOffMeetupMutationVariables = Exact<{
  input: CancelMeetupInput;
}>;


export type CallOffMeetupMutation = { cancelMeetup: { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type ShowMeetupCodeMutationVariables = Exact<{
  input: MeetupIdInput;
}>;


export type ShowMeetupCodeMutation = { renewMeetupCode: { code: string } };

export type MeetupShownFragment = { description: string, imageUrl: string | null, cancelReason: string | null, id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, location: { latitude: number, longitude: number }, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null };

export type MeetupsPageQueryVariables = Exact<{
  filter?: MeetupFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type MeetupsPageQuery = { meetups: { edges: Array<{ node: { id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MeetupsLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MeetupsLiveSubscription = { meetupFeed: { id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null } };

export type MeetupRowFragment = { id: string, title: string, task: DeedTask | null, address: string, startsAt: string, endsAt: string, timeZone: string, status: MeetupStatus, capacity: number, seatsTaken: number, host: { id: string, displayName: string }, myAttendance: { joinedAt: string, checkedInAt: string | null } | null };

export type NotificationSettingsPageQueryVariables = Exact<{ [key: string]: never; }>;


export type NotificationSettingsPageQuery = { vapidPublicKey: string | null, me: { id: string, preferences: { notifications: Array<{ kind: NotificationKind, channel: NotificationChannel, wanted: boolean, fixed: boolean }> } | null, devices: { edges: Array<{ node: { id: string, kind: PushDeviceKind, name: string | null, seenAt: string } }> } | null, notificationPace: { digestHour: number | null, timeZone: string | null, quietHours: { from: string, until: string } | null } | null, phone: { masked: string, country: string, verifiedAt: string } | null } | null };

export type NotificationsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type NotificationsPageQuery = { me: { id: string, unreadNotifications: number | null, notifications: { edges: Array<{ node: { id: string, kind: NotificationKind, topic: NotificationTopic, title: string, body: string, link: string | null, createdAt: string, readAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type UnreadCountQueryVariables = Exact<{ [key: string]: never; }>;


export type UnreadCountQuery = { me: { id: string, unreadNotifications: number | null } | null };

export type OdometerPageQueryVariables = Exact<{
  first: number;
}>;


export type OdometerPageQuery = { me: { id: string, odometerStats: { readings: number, score: { kilometres: number, co2SavedKg: number } } | null, vehicles: { edges: Array<{ node: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null, plate: string | null, plateCountry: string | null, connectors: Array<ConnectorStandard>, maxAcPowerW: number | null, maxDcPowerW: number | null, isDefault: boolean, odometer: { id: string, value: number, unit: DistanceUnit, takenAt: string } | null, odometerReadings: { edges: Array<{ node: { id: string, value: number, unit: DistanceUnit, readingKm: number, distanceKm: number, takenAt: string, reward: { id: string, amount: string, status: RewardStatus } | null } }>, pageInfo: { hasNextPage: boolean } } | null } }> } | null } | null, myOdometerUploads: { edges: Array<{ node: { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, submittedAt: string, reasons: Array<{ code: string, message: string }>, vehicle: { id: string, name: string }, reading: { id: string, value: number, unit: DistanceUnit } | null, photo: { id: string, thumbnailUrl: string | null, appealUntil: string | null } | null } }>, pageInfo: { hasNextPage: boolean } } };

export type OdometerPageReadingsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type OdometerPageReadingsQuery = { me: { id: string, vehicles: { edges: Array<{ node: { id: string, odometerReadings: { edges: Array<{ node: { id: string, value: number, unit: DistanceUnit, readingKm: number, distanceKm: number, takenAt: string, reward: { id: string, amount: string, status: RewardStatus } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } }> } | null } | null };

export type OdometerPageUploadsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type OdometerPageUploadsQuery = { myOdometerUploads: { edges: Array<{ node: { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, submittedAt: string, reasons: Array<{ code: string, message: string }>, vehicle: { id: string, name: string }, reading: { id: string, value: number, unit: DistanceUnit } | null, photo: { id: string, thumbnailUrl: string | null, appealUntil: string | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type OdometerPageLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type OdometerPageLiveSubscription = { myOdometerUploadsUpdated: Array<{ id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, submittedAt: string, reasons: Array<{ code: string, message: string }>, vehicle: { id: string, name: string }, reading: { id: string, value: number, unit: DistanceUnit } | null, photo: { id: string, thumbnailUrl: string | null, appealUntil: string | null } | null }> };

export type ReadingRowFragment = { id: string, value: number, unit: DistanceUnit, readingKm: number, distanceKm: number, takenAt: string, reward: { id: string, amount: string, status: RewardStatus } | null };

export type UploadRowFragment = { id: string, state: OdometerUploadState, unit: DistanceUnit, takenAt: string, submittedAt: string, reasons: Array<{ code: string, message: string }>, vehicle: { id: string, name: string }, reading: { id: string, value: number, unit: DistanceUnit } | null, photo: { id: string, thumbnailUrl: string | null, appealUntil: string | null } | null };

export type PayBillsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type PayBillsQuery = { me: { id: string, bills: { edges: Array<{ node: { id: string, state: BillState, openedAt: string, paidAt: string | null, nextStepAt: string | null, why: BillReason | null, declineCode: string | null, beingCorrected: boolean, blocksUser: boolean, topUpId: string | null, receiptUrl: string | null, total: { amount: string, currency: string }, paid: { amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, session: { id: string, station: { id: string, timeZone: string } } | null, reservation: { id: string } | null, place: { name: string, city: string } | null, checkout: { clientSecret: string | null, approvalUrl: string | null } | null, refunds: Array<{ id: string, state: RefundState, toWallet: boolean, reason: string, amount: { amount: string, currency: string } }>, invoices: Array<{ id: string, kind: InvoiceKind, number: string, pdfUrl: string, xmlUrl: string, sandbox: boolean }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PayHoldsQueryVariables = Exact<{ [key: string]: never; }>;


export type PayHoldsQuery = { me: { id: string, holds: { edges: Array<{ node: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } }> } | null } | null };

export type KeepWayMutationVariables = Exact<{
  input: SetUpPaymentMethodInput;
}>;


export type KeepWayMutation = { setUpPaymentMethod: { id: string, state: PaymentMethodState, provider: PaymentProvider, kind: PaymentMethodKind | null, label: string | null, expiresOn: string | null, expired: boolean, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null } };

export type MakeUsualWayMutationVariables = Exact<{
  input: SetDefaultPaymentMethodInput;
}>;


export type MakeUsualWayMutation = { setDefaultPaymentMethod: { id: string, state: PaymentMethodState, provider: PaymentProvider, kind: PaymentMethodKind | null, label: string | null, expiresOn: string | null, expired: boolean, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null } };

export type ForgetWayMutationVariables = Exact<{
  input: RemovePaymentMethodInput;
}>;


export type ForgetWayMutation = { removePaymentMethod: { id: string, state: PaymentMethodState, provider: PaymentProvider, kind: PaymentMethodKind | null, label: string | null, expiresOn: string | null, expired: boolean, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null } };

export type FillPurseMutationVariables = Exact<{
  input: TopUpWalletInput;
}>;


export type FillPurseMutation = { topUpWallet: { id: string, state: TopUpState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, amount: { amount: string, currency: string } } };

export type FillingQueryVariables = Exact<{
  id: string;
}>;


export type FillingQuery = { topUp: { id: string, state: TopUpState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, amount: { amount: string, currency: string } } | null };

export type FillingShownFragment = { id: string, state: TopUpState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, amount: { amount: string, currency: string } };

export type PurseLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PurseLiveSubscription = { walletUpdated: { balance: { amountMinor: number, amount: string, currency: string }, held: { amountMinor: number, amount: string, currency: string } } };

export type EmptyPurseMutationVariables = Exact<{
  input: PayBackWalletInput;
}>;


export type EmptyPurseMutation = { payBackWallet: { balance: { amountMinor: number, amount: string, currency: string }, held: { amountMinor: number, amount: string, currency: string } } };

export type PayWaysQueryVariables = Exact<{ [key: string]: never; }>;


export type PayWaysQuery = { paymentProviders: Array<{ provider: PaymentProvider, publishableKey: string | null, sandbox: boolean }>, me: { id: string, paymentStanding: PaymentStanding | null, paymentMethods: { edges: Array<{ node: { id: string, state: PaymentMethodState, provider: PaymentProvider, kind: PaymentMethodKind | null, label: string | null, expiresOn: string | null, expired: boolean, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null } }> } | null, wallets: Array<{ balance: { amountMinor: number, amount: string, currency: string }, held: { amountMinor: number, amount: string, currency: string } }> } | null };

export type KeptWayFragment = { id: string, state: PaymentMethodState, provider: PaymentProvider, kind: PaymentMethodKind | null, label: string | null, expiresOn: string | null, expired: boolean, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null };

export type PurseFragment = { balance: { amountMinor: number, amount: string, currency: string }, held: { amountMinor: number, amount: string, currency: string } };

export type HoldFlowQueryVariables = Exact<{
  id: string;
}>;


export type HoldFlowQuery = { paymentHold: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } | null };

export type HoldFlowLiveSubscriptionVariables = Exact<{
  id: string;
}>;


export type HoldFlowLiveSubscription = { holdUpdated: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } };

export type BlockAmountMutationVariables = Exact<{
  input: AuthorisePaymentInput;
}>;


export type BlockAmountMutation = { authorisePayment: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } };

export type LetHoldGoMutationVariables = Exact<{
  input: ReleaseHoldInput;
}>;


export type LetHoldGoMutation = { releaseHold: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } };

export type HoldShownFragment = { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null };

export type BillFlowLiveSubscriptionVariables = Exact<{
  billId: string;
}>;


export type BillFlowLiveSubscription = { billUpdated: { id: string, state: BillState, openedAt: string, paidAt: string | null, nextStepAt: string | null, why: BillReason | null, declineCode: string | null, beingCorrected: boolean, blocksUser: boolean, topUpId: string | null, receiptUrl: string | null, total: { amount: string, currency: string }, paid: { amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, session: { id: string, station: { id: string, timeZone: string } } | null, reservation: { id: string } | null, place: { name: string, city: string } | null, checkout: { clientSecret: string | null, approvalUrl: string | null } | null, refunds: Array<{ id: string, state: RefundState, toWallet: boolean, reason: string, amount: { amount: string, currency: string } }>, invoices: Array<{ id: string, kind: InvoiceKind, number: string, pdfUrl: string, xmlUrl: string, sandbox: boolean }> } };

export type PayBillNowMutationVariables = Exact<{
  input: PayBillInput;
}>;


export type PayBillNowMutation = { payBill: { id: string, state: BillState, openedAt: string, paidAt: string | null, nextStepAt: string | null, why: BillReason | null, declineCode: string | null, beingCorrected: boolean, blocksUser: boolean, topUpId: string | null, receiptUrl: string | null, total: { amount: string, currency: string }, paid: { amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, session: { id: string, station: { id: string, timeZone: string } } | null, reservation: { id: string } | null, place: { name: string, city: string } | null, checkout: { clientSecret: string | null, approvalUrl: string | null } | null, refunds: Array<{ id: string, state: RefundState, toWallet: boolean, reason: string, amount: { amount: string, currency: string } }>, invoices: Array<{ id: string, kind: InvoiceKind, number: string, pdfUrl: string, xmlUrl: string, sandbox: boolean }> } };

export type BillShownFragment = { id: string, state: BillState, openedAt: string, paidAt: string | null, nextStepAt: string | null, why: BillReason | null, declineCode: string | null, beingCorrected: boolean, blocksUser: boolean, topUpId: string | null, receiptUrl: string | null, total: { amount: string, currency: string }, paid: { amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, session: { id: string, station: { id: string, timeZone: string } } | null, reservation: { id: string } | null, place: { name: string, city: string } | null, checkout: { clientSecret: string | null, approvalUrl: string | null } | null, refunds: Array<{ id: string, state: RefundState, toWallet: boolean, reason: string, amount: { amount: string, currency: string } }>, invoices: Array<{ id: string, kind: InvoiceKind, number: string, pdfUrl: string, xmlUrl: string, sandbox: boolean }> };

export type InvoicesAsTableQueryVariables = Exact<{
  userId: string;
  after?: string | null | undefined;
}>;


export type InvoicesAsTableQuery = { invoiceTable: { csv: string, next: string | null } };

export type PrivacyPageQueryVariables = Exact<{ [key: string]: never; }>;


export type PrivacyPageQuery = { me: { id: string, consents: Array<{ id: string, kind: ConsentKind, version: string, given: boolean, at: string }> | null } | null, personExport: { id: string, requestedAt: string, readyAt: string | null, expiresAt: string, bytes: number | null, waitingFor: Array<string>, missing: Array<string> | null } | null, accountDeletion: { id: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } | null };

export type ProfilePageQueryVariables = Exact<{
  vehicles: number;
}>;


export type ProfilePageQuery = { me: { id: string, displayName: string, email: string | null, locale: string | null, units: Units | null, timeZone: string | null, vehicles: { edges: Array<{ node: { id: string, name: string, make: string | null, model: string | null, batteryCapacityWh: number | null, consumptionWhPerKm: number | null, plate: string | null, plateCountry: string | null, connectors: Array<ConnectorStandard>, maxAcPowerW: number | null, maxDcPowerW: number | null, isDefault: boolean } }>, pageInfo: { hasNextPage: boolean } } | null, idTokens: Array<{ id: string, value: string, type: IdTokenType, status: IdTokenStatus, expiresAt: string | null, createdAt: string }> | null } | null };

export type ReservationPageQueryVariables = Exact<{
  id: string;
}>;


export type ReservationPageQuery = { reservation: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, timeZone: string, evseNumber: number, heldFrom: string, station: { id: string, name: string, address: string, city: string }, session: { id: string } | null, terms: { maxMinutes: number, noShowAfterMinutes: number }, feePreview: { freeUntil: string, cancelNow: { amount: string, currency: string } | null, noShow: { amount: string, currency: string } | null } | null, fee: { kind: ReservationFeeKind, waivedReason: string | null, amount: { amount: string, currency: string } } | null } | null };

export type SlotShownFragment = { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, timeZone: string, evseNumber: number, heldFrom: string, station: { id: string, name: string, address: string, city: string }, session: { id: string } | null, terms: { maxMinutes: number, noShowAfterMinutes: number }, feePreview: { freeUntil: string, cancelNow: { amount: string, currency: string } | null, noShow: { amount: string, currency: string } | null } | null, fee: { kind: ReservationFeeKind, waivedReason: string | null, amount: { amount: string, currency: string } } | null };

export type ReservationPageLiveSubscriptionVariables = Exact<{
  id: string;
}>;


export type ReservationPageLiveSubscription = { reservationUpdated: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, timeZone: string, evseNumber: number, heldFrom: string, station: { id: string, name: string, address: string, city: string }, session: { id: string } | null, terms: { maxMinutes: number, noShowAfterMinutes: number }, feePreview: { freeUntil: string, cancelNow: { amount: string, currency: string } | null, noShow: { amount: string, currency: string } | null } | null, fee: { kind: ReservationFeeKind, waivedReason: string | null, amount: { amount: string, currency: string } } | null } };

export type ReservationsPageQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type ReservationsPageQuery = { me: { id: string, reservations: { edges: Array<{ node: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, timeZone: string, station: { id: string, name: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SlotListedFragment = { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, timeZone: string, station: { id: string, name: string } };

export type ReservationsPageLiveSubscriptionVariables = Exact<{
  id: string;
}>;


export type ReservationsPageLiveSubscription = { reservationUpdated: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, timeZone: string, station: { id: string, name: string } } };

export type RewardPageQueryVariables = Exact<{
  id: string;
}>;


export type RewardPageQuery = { rewardTrace: { reward: { payout: string, quantity: number, batchNumber: number | null, batchIndex: number | null, transactionHash: string | null, blockNumber: number | null, id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, rule: { id: string, version: number, unit: RewardUnit, per: number, amount: string, name: RewardRuleName }, chain: { id: number, name: string, explorerUrl: string | null }, session: { id: string, energyWh: number, endedAt: string | null, station: { id: string, timeZone: string, name: string } } | null, reading: { id: string, value: number, unit: DistanceUnit, distanceKm: number, approvedAt: string, vehicle: { id: string, name: string }, photo: { id: string, sha256: string | null, thumbnailUrl: string | null, takenAt: string | null, submittedAt: string | null, judgedAt: string | null, erasedAt: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome }>, decisions: Array<{ decision: ReviewVerdict, decidedAt: string, final: boolean }> } } | null, deed: { id: string, task: DeedTask, decidedAt: string | null, photo: { id: string, sha256: string | null, thumbnailUrl: string | null, takenAt: string | null, submittedAt: string | null, judgedAt: string | null, erasedAt: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome }>, decisions: Array<{ decision: ReviewVerdict, decidedAt: string, final: boolean }> } | null } | null }, ledger: Array<{ id: string, kind: LedgerEntryKind, amount: string, transactionHash: string | null, at: string }> } | null };

export type RewardPageLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RewardPageLiveSubscription = { rewardEarned: { batchNumber: number | null, batchIndex: number | null, transactionHash: string | null, blockNumber: number | null, id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, rule: { id: string, name: RewardRuleName }, session: { id: string, station: { id: string, name: string } } | null } };

export type PhotoProofFragment = { id: string, sha256: string | null, thumbnailUrl: string | null, takenAt: string | null, submittedAt: string | null, judgedAt: string | null, erasedAt: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome }>, decisions: Array<{ decision: ReviewVerdict, decidedAt: string, final: boolean }> };

export type SessionBillQueryVariables = Exact<{
  id: string;
}>;


export type SessionBillQuery = { chargingSession: { id: string, bill: { id: string, state: BillState, openedAt: string, paidAt: string | null, nextStepAt: string | null, why: BillReason | null, declineCode: string | null, beingCorrected: boolean, blocksUser: boolean, topUpId: string | null, receiptUrl: string | null, total: { amount: string, currency: string }, paid: { amount: string, currency: string }, due: { amountMinor: number, amount: string, currency: string }, session: { id: string, station: { id: string, timeZone: string } } | null, reservation: { id: string } | null, place: { name: string, city: string } | null, checkout: { clientSecret: string | null, approvalUrl: string | null } | null, refunds: Array<{ id: string, state: RefundState, toWallet: boolean, reason: string, amount: { amount: string, currency: string } }>, invoices: Array<{ id: string, kind: InvoiceKind, number: string, pdfUrl: string, xmlUrl: string, sandbox: boolean }> } | null, hold: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } | null } | null };

export type SessionPageQueryVariables = Exact<{
  id: string;
}>;


export type SessionPageQuery = { chargingSession: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, mayChargeUntil: string | null, powerProfile: Array<{ from: string, to: string, meanW: number, socPercent: number | null }>, runningCost: { amount: string, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, costInclVat: { amount: string, currency: string } | null, costExclVat: { amount: string, currency: string } }> | null, station: { id: string, name: string, address: string, timeZone: string }, chargeDetailRecord: { id: string, issuedAt: string, totalEnergyWh: number, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null } | null };

export type SessionPageLiveSubscriptionVariables = Exact<{
  sessionId: string;
}>;


export type SessionPageLiveSubscription = { sessionUpdated: { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, mayChargeUntil: string | null, runningCost: { amount: string, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, costInclVat: { amount: string, currency: string } | null, costExclVat: { amount: string, currency: string } }> | null, station: { id: string, name: string, address: string, timeZone: string }, chargeDetailRecord: { id: string, issuedAt: string, totalEnergyWh: number, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null } };

export type SessionShownFragment = { id: string, status: ChargingSessionStatus, failureReason: ChargingFailureReason | null, requestedAt: string, startedAt: string | null, endedAt: string | null, measuredAt: string | null, energyWh: number, powerW: number | null, socPercent: number | null, minutesLeft: number | null, parkingBilledFrom: string | null, secondsUntilParkingIsBilled: number | null, mayChargeUntil: string | null, runningCost: { amount: string, currency: string } | null, costLines: Array<{ type: CostLineType, quantity: number, billedQuantity: number, price: number, costInclVat: { amount: string, currency: string } | null, costExclVat: { amount: string, currency: string } }> | null, station: { id: string, name: string, address: string, timeZone: string }, chargeDetailRecord: { id: string, issuedAt: string, totalEnergyWh: number, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } | null, reward: { id: string, amount: string, status: RewardStatus } | null };

export type AmountFragment = { amount: string, currency: string };

export type SessionShareShownQueryVariables = Exact<{
  id: string;
}>;


export type SessionShareShownQuery = { chargingSession: { id: string, share: { shareA: number | null, late: boolean, waitingSince: string | null } | null } | null };

export type SessionsPageQueryVariables = Exact<{
  filter?: ChargingHistoryFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type SessionsPageQuery = { me: { id: string, chargingSessions: { edges: Array<{ node: { id: string, status: ChargingSessionStatus, requestedAt: string, startedAt: string | null, energyWh: number, runningCost: { amount: string, currency: string } | null, station: { id: string, name: string, timeZone: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SessionsSumsQueryVariables = Exact<{
  timeZone: string;
}>;


export type SessionsSumsQuery = { me: { id: string, chargingStatistics: { co2Formula: string, total: { sessions: number, energyWh: number, co2SavedKg: number, costs: Array<{ amount: string, currency: string }> }, months: Array<{ month: string, charged: { sessions: number, energyWh: number, co2SavedKg: number, costs: Array<{ amount: string, currency: string }> } }>, co2Sources: Array<{ name: string, value: number, unit: string, year: number, source: string, url: string }> }, vehicles: { edges: Array<{ node: { id: string, name: string } }> } | null } | null };

export type SessionsAsTableQueryVariables = Exact<{
  filter?: ChargingHistoryFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsAsTableQuery = { me: { id: string, chargingSessionTable: { csv: string, next: string | null } } | null };

export type ChargedSumFragment = { sessions: number, energyWh: number, co2SavedKg: number, costs: Array<{ amount: string, currency: string }> };

export type StationAboutQueryVariables = Exact<{
  id: string;
}>;


export type StationAboutQuery = { station: { id: string, timeZone: string, access: StationAccess, facilities: Array<Facility>, openNow: boolean, hours: { twentyFourSeven: boolean, regular: Array<{ weekday: number, begin: string, end: string }>, openings: Array<{ begin: string, end: string }>, closings: Array<{ begin: string, end: string }> } | null, photos: Array<{ id: string, alt: string, width: number, height: number, url: string, thumbnailUrl: string }>, evses: Array<{ id: string, number: number, connectors: Array<{ id: string, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceInclVat: number, priceExclVat: number }>, restrictions: { startTime: string | null, endTime: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }>, idle: { graceMinutes: number | null } | null } | null }> }> } | null };

export type TariffShownFragment = { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceInclVat: number, priceExclVat: number }>, restrictions: { startTime: string | null, endTime: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }>, idle: { graceMinutes: number | null } | null };

export type StationFavouriteQueryVariables = Exact<{
  id: string;
}>;


export type StationFavouriteQuery = { station: { id: string, favourite: { addedAt: string } | null } | null };

export type StationPageQueryVariables = Exact<{
  id: string;
}>;


export type StationPageQuery = { station: { id: string, name: string, address: string, city: string, timeZone: string, online: boolean, evses: Array<{ id: string, number: number, evseId: string, status: ConnectorStatus, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus, statusUpdatedAt: string | null, preauthorization: { ways: Array<PaymentWay>, usableMinutes: number, amount: { amountMinor: number, amount: string, currency: string } } | null, tariff: { id: string, currency: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceInclVat: number, priceExclVat: number }> }> } | null }> }> } | null, me: { id: string, paymentStanding: PaymentStanding | null, activeChargingSession: { id: string } | null, holds: { edges: Array<{ node: { id: string, state: PaymentHoldState, way: PaymentWay, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amount: string, currency: string }, connector: { id: string, station: { id: string, name: string, timeZone: string } }, session: { id: string } | null } }> } | null, vehicles: { edges: Array<{ node: { id: string, name: string, isDefault: boolean } }> } | null } | null };

export type StationConnectorFragment = { id: string, number: number, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus, statusUpdatedAt: string | null, preauthorization: { ways: Array<PaymentWay>, usableMinutes: number, amount: { amountMinor: number, amount: string, currency: string } } | null, tariff: { id: string, currency: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceInclVat: number, priceExclVat: number }> }> } | null };

export type StationPageLiveSubscriptionVariables = Exact<{
  stationId: string;
}>;


export type StationPageLiveSubscription = { stationAvailability: { id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, status: ConnectorStatus, statusUpdatedAt: string | null }> }> } };

export type StationPageQuoteQueryVariables = Exact<{
  input: PriceQuoteInput;
}>;


export type StationPageQuoteQuery = { priceQuote: { energyWh: number, chargingSeconds: number, totalCostInclVat: { amount: string, currency: string } | null, totalCostExclVat: { amount: string, currency: string } } };

export type StationTermsQueryVariables = Exact<{
  id: string;
}>;


export type StationTermsQuery = { station: { id: string, bookingTerms: { open: boolean, minMinutes: number, maxMinutes: number, aheadDays: number } | null } | null };

export type StationSlotsQueryVariables = Exact<{
  id: string;
  day: string;
  minutes: number;
  powerW?: number | null | undefined;
}>;


export type StationSlotsQuery = { station: { id: string, slots: Array<{ startsAt: string, endsAt: string, localStart: string, evses: number }> | null } | null };

export type StationSlotsLiveSubscriptionVariables = Exact<{
  id: string;
  day: string;
  minutes: number;
  powerW?: number | null | undefined;
}>;


export type StationSlotsLiveSubscription = { slotsChanged: { id: string, slots: Array<{ startsAt: string, endsAt: string, localStart: string, evses: number }> | null } };

export type FreeSlotFragment = { startsAt: string, endsAt: string, localStart: string, evses: number };

export type StationsPageQueryVariables = Exact<{
  input: NearestConnectorsInput;
  after?: string | null | undefined;
  signedIn: boolean;
}>;


export type StationsPageQuery = { nearestConnectors: { edges: Array<{ node: { id: string, station: { id: string, name: string, address: string, city: string, online: boolean, favourite?: { addedAt: string } | null, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number }> }> }, tariff: { id: string, currency: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceInclVat: number, priceExclVat: number }> }> } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationsPageMapQueryVariables = Exact<{
  box: BoxInput;
  zoom: number;
  filter?: StationFilter | null | undefined;
}>;


export type StationsPageMapQuery = { stationsIn: { count: number, clusters: Array<{ count: number, location: { latitude: number, longitude: number }, bounds: { south: number, west: number, north: number, east: number }, station: { id: string, name: string, address: string, city: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number }> }> } | null }> } };

export type ListedStationFragment = { id: string, name: string, address: string, city: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number }> }> };

export type StationsPageLiveSubscriptionVariables = Exact<{
  input: WatchStationsInput;
}>;


export type StationsPageLiveSubscription = { stationsAvailability: { stations: Array<{ id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> }> } };

export type StationsPageReaderQueryVariables = Exact<{ [key: string]: never; }>;


export type StationsPageReaderQuery = { me: { id: string, units: Units | null, vehicles: { edges: Array<{ node: { id: string, name: string, connectors: Array<ConnectorStandard> } }> } | null } | null };

export type WalletPageQueryVariables = Exact<{ [key: string]: never; }>;


export type WalletPageQuery = { me: { id: string, payoutAddress: string | null, wallet: { address: string, chainId: number, contract: boolean, linkedAt: string } | null, rewardChain: { id: number, name: string } | null, rewardBalance: { earned: string, settled: string, pending: string, owed: string, held: string } | null } | null };

export type WalletRewardsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type WalletRewardsQuery = { me: { id: string, rewards: { edges: Array<{ node: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, rule: { id: string, name: RewardRuleName }, session: { id: string, station: { id: string, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type WalletPageLiveSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WalletPageLiveSubscription = { rewardEarned: { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, rule: { id: string, name: RewardRuleName }, session: { id: string, station: { id: string, name: string } } | null } };

export type RewardRowFragment = { id: string, amount: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, rule: { id: string, name: RewardRuleName }, session: { id: string, station: { id: string, name: string } } | null };

export type PasskeysQueryVariables = Exact<{ [key: string]: never; }>;


export type PasskeysQuery = { me: { id: string, passkeys: Array<{ id: string, name: string, transports: Array<string>, backedUp: boolean, createdAt: string, lastUsedAt: string | null }> | null } | null };

export type BeginPasskeyRegistrationMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginPasskeyRegistrationMutation = { beginPasskeyRegistration: { options: Readonly<Record<string, unknown>>, expiresAt: string } };

export type RegisterPasskeyMutationVariables = Exact<{
  input: RegisterPasskeyInput;
}>;


export type RegisterPasskeyMutation = { registerPasskey: { passkey: { id: string, name: string, transports: Array<string>, backedUp: boolean, createdAt: string, lastUsedAt: string | null } } };

export type BeginPasskeySignInMutationVariables = Exact<{ [key: string]: never; }>;


export type BeginPasskeySignInMutation = { beginPasskeySignIn: { options: Readonly<Record<string, unknown>>, expiresAt: string } };

export type SignInWithPasskeyMutationVariables = Exact<{
  input: SignInWithPasskeyInput;
}>;


export type SignInWithPasskeyMutation = { signInWithPasskey: { user: { id: string, displayName: string, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null } };

export type RenamePasskeyMutationVariables = Exact<{
  input: RenamePasskeyInput;
}>;


export type RenamePasskeyMutation = { renamePasskey: { passkey: { id: string, name: string, transports: Array<string>, backedUp: boolean, createdAt: string, lastUsedAt: string | null } } };

export type RemovePasskeyMutationVariables = Exact<{
  input: RemovePasskeyInput;
}>;


export type RemovePasskeyMutation = { removePasskey: { passkey: { id: string } } };

export type PasskeyCardFragment = { id: string, name: string, transports: Array<string>, backedUp: boolean, createdAt: string, lastUsedAt: string | null };

export type PaymentProvidersQueryVariables = Exact<{ [key: string]: never; }>;


export type PaymentProvidersQuery = { paymentProviders: Array<{ provider: PaymentProvider, publishableKey: string | null, sandbox: boolean }> };

export type SetUpPaymentMethodMutationVariables = Exact<{
  input: SetUpPaymentMethodInput;
}>;


export type SetUpPaymentMethodMutation = { setUpPaymentMethod: { id: string, state: PaymentMethodState, kind: PaymentMethodKind | null, label: string | null, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null } };

export type MyPaymentMethodsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyPaymentMethodsQuery = { me: { id: string, paymentMethods: { edges: Array<{ node: { id: string, state: PaymentMethodState, kind: PaymentMethodKind | null, label: string | null, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type PaymentMethodStateFragment = { id: string, state: PaymentMethodState, kind: PaymentMethodKind | null, label: string | null, isDefault: boolean, declineCode: string | null, clientSecret: string | null, approvalUrl: string | null };

export type ConnectorPreauthorizationQueryVariables = Exact<{
  connectorId: string;
}>;


export type ConnectorPreauthorizationQuery = { connector: { id: string, preauthorization: { ways: Array<PaymentWay>, usableMinutes: number, amount: { amountMinor: number, currency: string } } | null } | null };

export type AuthorisePaymentMutationVariables = Exact<{
  input: AuthorisePaymentInput;
}>;


export type AuthorisePaymentMutation = { authorisePayment: { id: string, state: PaymentHoldState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amountMinor: number, currency: string }, captured: { amountMinor: number, currency: string } | null } };

export type HoldUpdatedSubscriptionVariables = Exact<{
  id: string;
}>;


export type HoldUpdatedSubscription = { holdUpdated: { id: string, state: PaymentHoldState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amountMinor: number, currency: string }, captured: { amountMinor: number, currency: string } | null } };

export type HoldStateFragment = { id: string, state: PaymentHoldState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amountMinor: number, currency: string }, captured: { amountMinor: number, currency: string } | null };

export type BillOfSessionQueryVariables = Exact<{
  sessionId: string;
}>;


export type BillOfSessionQuery = { chargingSession: { id: string, hold: { id: string, state: PaymentHoldState, clientSecret: string | null, approvalUrl: string | null, declineCode: string | null, usableUntil: string | null, amount: { amountMinor: number, currency: string }, captured: { amountMinor: number, currency: string } | null } | null, bill: { id: string, state: BillState, total: { amountMinor: number, currency: string }, paid: { amountMinor: number, currency: string }, due: { amountMinor: number, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, currency: string } }> } | null } | null };

export type BillUpdatedSubscriptionVariables = Exact<{
  billId: string;
}>;


export type BillUpdatedSubscription = { billUpdated: { id: string, state: BillState, total: { amountMinor: number, currency: string }, paid: { amountMinor: number, currency: string }, due: { amountMinor: number, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, currency: string } }> } };

export type BillAmountsFragment = { id: string, state: BillState, total: { amountMinor: number, currency: string }, paid: { amountMinor: number, currency: string }, due: { amountMinor: number, currency: string }, refunds: Array<{ id: string, state: RefundState, amount: { amountMinor: number, currency: string } }> };

export type MyInvoicesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyInvoicesQuery = { me: { id: string, invoices: { edges: Array<{ node: { id: string, kind: InvoiceKind, number: string, issuerName: string, pdfUrl: string, xmlUrl: string, sandbox: boolean, total: { amountMinor: number, currency: string }, vat: { amountMinor: number, currency: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PersonExportQueryVariables = Exact<{ [key: string]: never; }>;


export type PersonExportQuery = { personExport: { id: string, requestedAt: string, readyAt: string | null, expiresAt: string, bytes: number | null, waitingFor: Array<string>, missing: Array<string> | null } | null };

export type RequestPersonExportMutationVariables = Exact<{
  input: RequestPersonExportInput;
}>;


export type RequestPersonExportMutation = { requestPersonExport: { export: { id: string, requestedAt: string, readyAt: string | null, expiresAt: string, bytes: number | null, waitingFor: Array<string>, missing: Array<string> | null } } };

export type DownloadPersonExportMutationVariables = Exact<{
  input: DownloadPersonExportInput;
}>;


export type DownloadPersonExportMutation = { downloadPersonExport: { content: string, next: number | null, bytes: number } };

export type AccountDeletionQueryVariables = Exact<{ [key: string]: never; }>;


export type AccountDeletionQuery = { accountDeletion: { id: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } | null };

export type DeleteAccountMutationVariables = Exact<{
  input: DeleteAccountInput;
}>;


export type DeleteAccountMutation = { deleteAccount: { deletion: { id: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } } };

export type CancelAccountDeletionMutationVariables = Exact<{ [key: string]: never; }>;


export type CancelAccountDeletionMutation = { cancelAccountDeletion: { deletion: { id: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> } } };

export type PersonExportFieldsFragment = { id: string, requestedAt: string, readyAt: string | null, expiresAt: string, bytes: number | null, waitingFor: Array<string>, missing: Array<string> | null };

export type AccountDeletionFieldsFragment = { id: string, state: AccountDeletionState, requestedAt: string, dueAt: string, doneAt: string | null, parts: Array<{ part: string, hold: string | null, passes: boolean | null, forgottenAt: string | null }> };

export type PhotoConsentQueryVariables = Exact<{ [key: string]: never; }>;


export type PhotoConsentQuery = { photoConsent: { version: number, text: string, mine: { version: number, givenAt: string } | null } };

export type GiveConsentMutationVariables = Exact<{
  input: GiveConsentInput;
}>;


export type GiveConsentMutation = { giveConsent: { consent: { version: number, givenAt: string } } };

export type WithdrawConsentMutationVariables = Exact<{ [key: string]: never; }>;


export type WithdrawConsentMutation = { withdrawConsent: { consent: { version: number, withdrawnAt: string | null } | null } };

export type StartCaptureMutationVariables = Exact<{
  input: StartCaptureInput;
}>;


export type StartCaptureMutation = { startCapture: { capture: { id: string, nonce: string, expiresAt: string } } };

export type RequestPhotoUploadMutationVariables = Exact<{
  input: RequestPhotoUploadInput;
}>;


export type RequestPhotoUploadMutation = { requestPhotoUpload: { url: string, method: string, expiresAt: string, photo: { id: string }, headers: Array<{ name: string, value: string }> } };

export type AppealVerdictMutationVariables = Exact<{
  input: AppealVerdictInput;
}>;


export type AppealVerdictMutation = { appealVerdict: { photo: { id: string, purpose: PhotoPurpose, status: PhotoStatus, thumbnailUrl: string | null, judgedAt: string | null, confidence: number | null, reasons: Array<{ code: string, message: string }>, reading: { value: number, confidence: number } | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome, reason: string | null }> } } };

export type ErasePhotosMutationVariables = Exact<{ [key: string]: never; }>;


export type ErasePhotosMutation = { erasePhotos: { erased: number } };

export type MyPhotosQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type MyPhotosQuery = { myPhotos: { edges: Array<{ node: { id: string, purpose: PhotoPurpose, status: PhotoStatus, thumbnailUrl: string | null, judgedAt: string | null, confidence: number | null, reasons: Array<{ code: string, message: string }>, reading: { value: number, confidence: number } | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome, reason: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PhotoUpdatedSubscriptionVariables = Exact<{
  id: string;
}>;


export type PhotoUpdatedSubscription = { photoUpdated: { id: string, purpose: PhotoPurpose, status: PhotoStatus, thumbnailUrl: string | null, judgedAt: string | null, confidence: number | null, reasons: Array<{ code: string, message: string }>, reading: { value: number, confidence: number } | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome, reason: string | null }> } };

export type JudgedPhotoFragment = { id: string, purpose: PhotoPurpose, status: PhotoStatus, thumbnailUrl: string | null, judgedAt: string | null, confidence: number | null, reasons: Array<{ code: string, message: string }>, reading: { value: number, confidence: number } | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, outcome: CheckOutcome, reason: string | null }> };

export type ReservePhotoMutationVariables = Exact<{
  input: RequestPhotoUploadInput;
}>;


export type ReservePhotoMutation = { requestPhotoUpload: { url: string, method: string, photo: { id: string, user: { id: string } }, headers: Array<{ name: string, value: string }> } };

export type SlotFragment = { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null };

export type BookReservationMutationVariables = Exact<{
  input: BookReservationInput;
}>;


export type BookReservationMutation = { bookReservation: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null } };

export type ChangeReservationMutationVariables = Exact<{
  input: ChangeReservationInput;
}>;


export type ChangeReservationMutation = { changeReservation: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null } };

export type ExtendReservationMutationVariables = Exact<{
  input: ExtendReservationInput;
}>;


export type ExtendReservationMutation = { extendReservation: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null } };

export type CancelBookingMutationVariables = Exact<{
  input: CancelBookingInput;
}>;


export type CancelBookingMutation = { cancelBooking: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null } };

export type MyReservationsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyReservationsQuery = { me: { id: string, reservations: { edges: Array<{ node: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null } }> } | null } | null };

export type ReservationUpdatedSubscriptionVariables = Exact<{
  id: string;
}>;


export type ReservationUpdatedSubscription = { reservationUpdated: { id: string, state: ReservationState, reason: string | null, startsAt: string, endsAt: string, localStart: string, localEnd: string, timeZone: string, cancelUntil: string, station: { id: string, name: string }, connector: { id: string } | null, feePreview: { freeUntil: string, cancelNow: { amountMinor: number, currency: string } | null, noShow: { amountMinor: number, currency: string } | null } | null } };

export type RewardBalanceQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardBalanceQuery = { me: { id: string, payoutAddress: string | null, rewardBalance: { earned: string, settled: string, pending: string, owed: string, held: string } | null } | null };

export type RewardsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RewardsQuery = { me: { id: string, rewards: { edges: Array<{ node: { id: string, amount: string, payout: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type RewardEarnedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RewardEarnedSubscription = { rewardEarned: { id: string, amount: string, payout: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } };

export type RewardDetailsQueryVariables = Exact<{
  id: string;
}>;


export type RewardDetailsQuery = { reward: { chainIndex: string, id: string, amount: string, payout: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null } | null };

export type EarnedRewardFragment = { id: string, amount: string, payout: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null };

export type RewardTraceQueryVariables = Exact<{
  rewardId: string;
}>;


export type RewardTraceQuery = { rewardTrace: { reward: { chainIndex: string, batchIndex: number | null, quantity: number, id: string, amount: string, payout: string, status: RewardStatus, heldReason: RewardLimitScope | null, restsUntil: string, earnedAt: string, settledAt: string | null, batchNumber: number | null, transactionHash: string | null, blockNumber: number | null, reading: { id: string, value: number, distanceKm: number, photo: { id: string, sha256: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, confidence: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, version: number, outcome: CheckOutcome, score: number | null, reason: string | null }>, decisions: Array<{ decision: ReviewVerdict, reading: number | null, decidedAt: string, reviewer: { id: string } | null }> } } | null, deed: { id: string, task: DeedTask, photo: { id: string, sha256: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, confidence: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, version: number, outcome: CheckOutcome, score: number | null, reason: string | null }>, decisions: Array<{ decision: ReviewVerdict, reading: number | null, decidedAt: string, reviewer: { id: string } | null }> } | null } | null, rule: { id: string, name: RewardRuleName, version: number }, session: { id: string, energyWh: number, station: { id: string, name: string } } | null }, ledger: Array<{ kind: LedgerEntryKind, amount: string, rewardId: string, counterRewardId: string | null, transactionHash: string | null, at: string }> } | null };

export type TracedPhotoFragment = { id: string, sha256: string | null, verdict: PhotoVerdict | null, ruleVersion: number | null, confidence: number | null, models: Array<{ name: string, version: string }>, checks: Array<{ check: string, version: number, outcome: CheckOutcome, score: number | null, reason: string | null }>, decisions: Array<{ decision: ReviewVerdict, reading: number | null, decidedAt: string, reviewer: { id: string } | null }> };

export type RewardProofQueryVariables = Exact<{
  id: string;
}>;


export type RewardProofQuery = { reward: { id: string, payout: string, key: string, chainIndex: string, batchNumber: number | null, batchIndex: number | null, transactionHash: string | null, blockNumber: number | null, chain: { id: number, distributor: string, explorerUrl: string | null }, user: { id: string, payoutAddress: string | null } } | null };

export type RewardChainsQueryVariables = Exact<{ [key: string]: never; }>;


export type RewardChainsQuery = { chains: Array<{ id: number, name: string, standard: boolean, token: string, distributor: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null }>, me: { id: string, rewardChain: { id: number } | null } | null };

export type ChooseRewardChainMutationVariables = Exact<{
  input: ChooseRewardChainInput;
}>;


export type ChooseRewardChainMutation = { chooseRewardChain: { id: number, name: string, standard: boolean, token: string, distributor: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null } };

export type ChainRowFragment = { id: number, name: string, standard: boolean, token: string, distributor: string, explorerUrl: string | null, headBlock: number | null, finalBlock: number | null };

export type RewardLeaderboardQueryVariables = Exact<{
  period: RewardPeriod;
  board: RewardBoard;
  at?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RewardLeaderboardQuery = { rewardLeaderboard: { edges: Array<{ node: { rank: number, score: number, pseudonym: string, user: { id: string, displayName: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, myRewardStanding: { rank: number, score: number, pseudonym: string, user: { id: string, displayName: string } | null } | null };

export type SetRewardLeaderboardNameMutationVariables = Exact<{
  input: SetRewardLeaderboardNameInput;
}>;


export type SetRewardLeaderboardNameMutation = { setRewardLeaderboardName: { named: boolean } };

export type RewardPlaceFragment = { rank: number, score: number, pseudonym: string, user: { id: string, displayName: string } | null };

export type SessionShareQueryVariables = Exact<{
  sessionId: string;
}>;


export type SessionShareQuery = { chargingSession: { id: string, share: { shareA: number | null, keptA: number | null, late: boolean, waitingSince: string | null } | null } | null };

export type SignedMeterQueryVariables = Exact<{
  sessionId: string;
}>;


export type SignedMeterQuery = { chargingSession: { id: string, status: ChargingSessionStatus, held: boolean, flags: Array<ChargingSessionFlag>, chargeDetailRecord: { id: string, totalEnergyWh: number, signedMeter: { result: SignedMeterResult, publicKey: string | null, curve: string | null, transparencyFile: string | null, begin: { at: string, registerWh: number, page: string, meterSerial: string | null } | null, end: { at: string, registerWh: number, page: string } | null } | null } | null, signedMeter: { result: SignedMeterResult, problems: Array<ChargingSessionFlag>, values: { edges: Array<{ node: { text: string, context: SignedMeterContext } }> } } | null } | null };

export type NearestConnectorsQueryVariables = Exact<{
  input: NearestConnectorsInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NearestConnectorsQuery = { nearestConnectors: { edges: Array<{ distanceM: number, node: { id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, station: { id: string, name: string, address: string, city: string, location: { latitude: number, longitude: number } }, evse: { id: string, number: number, evseId: string }, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minPowerW: number | null, maxPowerW: number | null, minCurrentA: number | null, maxCurrentA: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }>, minPrice: { exclVat: number, inclVat: number | null } | null, maxPrice: { exclVat: number, inclVat: number | null } | null, altTexts: Array<{ language: string, text: string }>, idle: { graceMinutes: number | null, noticeMinutes: number | null } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SearchStationsQueryVariables = Exact<{
  filter: StationFilter;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchStationsQuery = { stations: { edges: Array<{ cursor: string, node: { id: string, name: string, address: string, city: string, country: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type StationsOnMapQueryVariables = Exact<{
  box: BoxInput;
  zoom: number;
  filter?: StationFilter | null | undefined;
}>;


export type StationsOnMapQuery = { stationsIn: { count: number, clusters: Array<{ count: number, location: { latitude: number, longitude: number }, bounds: { south: number, west: number, north: number, east: number }, station: { id: string, name: string, address: string, city: string, country: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus }> }> } | null }> } };

export type StationFoundFragment = { id: string, name: string, address: string, city: string, country: string, online: boolean, location: { latitude: number, longitude: number }, evses: Array<{ id: string, status: ConnectorStatus, connectors: Array<{ id: string, standard: ConnectorStandard, maxPowerW: number, status: ConnectorStatus }> }> };

export type StationDetailsQueryVariables = Exact<{
  id: string;
}>;


export type StationDetailsQuery = { station: { id: string, name: string, address: string, city: string, timeZone: string, online: boolean, access: StationAccess, facilities: Array<Facility>, openNow: boolean, hours: { twentyFourSeven: boolean, regular: Array<{ weekday: number, begin: string, end: string }>, openings: Array<{ begin: string, end: string }>, closings: Array<{ begin: string, end: string }> } | null, evses: Array<{ id: string, number: number, status: ConnectorStatus, connectors: Array<{ id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, evse: { id: string, number: number, evseId: string }, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minPowerW: number | null, maxPowerW: number | null, minCurrentA: number | null, maxCurrentA: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }>, minPrice: { exclVat: number, inclVat: number | null } | null, maxPrice: { exclVat: number, inclVat: number | null } | null, altTexts: Array<{ language: string, text: string }>, idle: { graceMinutes: number | null, noticeMinutes: number | null } | null } | null }> }> } | null };

export type StationAvailabilitySubscriptionVariables = Exact<{
  stationId: string;
}>;


export type StationAvailabilitySubscription = { stationAvailability: { id: string, name: string, online: boolean, evses: Array<{ id: string, number: number, status: ConnectorStatus, connectors: Array<{ id: string, number: number, status: ConnectorStatus, statusUpdatedAt: string | null }> }> } };

export type StationsAvailabilitySubscriptionVariables = Exact<{
  input: WatchStationsInput;
}>;


export type StationsAvailabilitySubscription = { stationsAvailability: { stations: Array<{ id: string, online: boolean, evses: Array<{ id: string, status: ConnectorStatus }> }> } };

export type ConnectorOfferFragment = { id: string, number: number, standard: ConnectorStandard, format: ConnectorFormat, powerType: PowerType, maxPowerW: number, status: ConnectorStatus, evse: { id: string, number: number, evseId: string }, tariff: { id: string, currency: string, description: string, elements: Array<{ components: Array<{ type: PriceComponentType, priceExclVat: number, priceInclVat: number, vat: number | null, stepSize: number }>, restrictions: { startTime: string | null, endTime: string | null, startDate: string | null, endDate: string | null, minEnergyWh: number | null, maxEnergyWh: number | null, minPowerW: number | null, maxPowerW: number | null, minCurrentA: number | null, maxCurrentA: number | null, minDurationSeconds: number | null, maxDurationSeconds: number | null, daysOfWeek: Array<DayOfWeek> | null, reservation: ReservationRestriction | null } | null }>, minPrice: { exclVat: number, inclVat: number | null } | null, maxPrice: { exclVat: number, inclVat: number | null } | null, altTexts: Array<{ language: string, text: string }>, idle: { graceMinutes: number | null, noticeMinutes: number | null } | null } | null };

export type FreeSlotsQueryVariables = Exact<{
  stationId: string;
  day: string;
  minutes: number;
  powerW?: number | null | undefined;
}>;


export type FreeSlotsQuery = { station: { id: string, bookingTerms: { open: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, noShowAfterMinutes: number } | null, slots: Array<{ startsAt: string, endsAt: string, localStart: string, localEnd: string, evses: number }> | null } | null };

export type SlotsChangedSubscriptionVariables = Exact<{
  stationId: string;
  day: string;
  minutes: number;
  powerW?: number | null | undefined;
}>;


export type SlotsChangedSubscription = { slotsChanged: { id: string, bookingTerms: { open: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, noShowAfterMinutes: number } | null, slots: Array<{ startsAt: string, endsAt: string, localStart: string, localEnd: string, evses: number }> | null } };

export type StationSlotsFragment = { id: string, bookingTerms: { open: boolean, minMinutes: number, maxMinutes: number, aheadDays: number, changeUntilMinutes: number, cancelUntilMinutes: number, noShowAfterMinutes: number } | null, slots: Array<{ startsAt: string, endsAt: string, localStart: string, localEnd: string, evses: number }> | null };

export type WaitingFragment = { id: string, state: WaitlistState, from: string, until: string, minutes: number, powerW: number, joinedAt: string, station: { id: string, name: string }, reservation: { id: string, state: ReservationState, localStart: string, localEnd: string, offerUntil: string | null } | null };

export type MyWaitlistQueryVariables = Exact<{ [key: string]: never; }>;


export type MyWaitlistQuery = { me: { id: string, waitlist: { edges: Array<{ node: { id: string, state: WaitlistState, from: string, until: string, minutes: number, powerW: number, joinedAt: string, station: { id: string, name: string }, reservation: { id: string, state: ReservationState, localStart: string, localEnd: string, offerUntil: string | null } | null } }> } | null } | null };

export type JoinWaitlistMutationVariables = Exact<{
  input: JoinWaitlistInput;
}>;


export type JoinWaitlistMutation = { joinWaitlist: { id: string, state: WaitlistState, from: string, until: string, minutes: number, powerW: number, joinedAt: string, station: { id: string, name: string }, reservation: { id: string, state: ReservationState, localStart: string, localEnd: string, offerUntil: string | null } | null } };

export type LeaveWaitlistMutationVariables = Exact<{
  input: WaitlistEntryInput;
}>;


export type LeaveWaitlistMutation = { leaveWaitlist: { id: string, state: WaitlistState, from: string, until: string, minutes: number, powerW: number, joinedAt: string, station: { id: string, name: string }, reservation: { id: string, state: ReservationState, localStart: string, localEnd: string, offerUntil: string | null } | null } };

export type AcceptOfferMutationVariables = Exact<{
  input: WaitlistEntryInput;
}>;


export type AcceptOfferMutation = { acceptOffer: { id: string, state: ReservationState, localStart: string, localEnd: string, cancelUntil: string } };

export type WaitlistUpdatedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type WaitlistUpdatedSubscription = { waitlistUpdated: { id: string, state: WaitlistState, from: string, until: string, minutes: number, powerW: number, joinedAt: string, station: { id: string, name: string }, reservation: { id: string, state: ReservationState, localStart: string, localEnd: string, offerUntil: string | null } | null } };

export type WalletQueryVariables = Exact<{ [key: string]: never; }>;


export type WalletQuery = { me: { id: string, payoutAddress: string | null, wallet: { address: string, chainId: number, contract: boolean, linkedAt: string } | null } | null };

export type BeginWalletSignInMutationVariables = Exact<{
  input: BeginWalletSignInInput;
}>;


export type BeginWalletSignInMutation = { beginWalletSignIn: { message: string, expiresAt: string } };

export type SignInWithWalletMutationVariables = Exact<{
  input: SignInWithWalletInput;
}>;


export type SignInWithWalletMutation = { signInWithWallet: { user: { id: string, displayName: string, roles: Array<Role> | null } | null, login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string } | null } };

export type BeginWalletLinkMutationVariables = Exact<{
  input: BeginWalletLinkInput;
}>;


export type BeginWalletLinkMutation = { beginWalletLink: { message: string, expiresAt: string } };

export type LinkWalletMutationVariables = Exact<{
  input: LinkWalletInput;
}>;


export type LinkWalletMutation = { linkWallet: { wallet: { address: string, chainId: number, contract: boolean, linkedAt: string } } };

export type UnlinkWalletMutationVariables = Exact<{
  input: UnlinkWalletInput;
}>;


export type UnlinkWalletMutation = { unlinkWallet: { wallet: { address: string } } };

export type WalletCardFragment = { address: string, chainId: number, contract: boolean, linkedAt: string };

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
export const PreferenceCardFragmentDoc = new TypedDocumentString(`
    fragment PreferenceCard on Preferences {
  displayCurrency
  theme
  contrast
  motion
  standards
  minPowerW
  onlyAvailable
  notifications {
    kind
    channel
    wanted
    fixed
  }
}
    `, {"fragmentName":"PreferenceCard"}) as unknown as TypedDocumentString<PreferenceCardFragment, unknown>;
export const VehicleCardFragmentDoc = new TypedDocumentString(`
    fragment VehicleCard on Vehicle {
  id
  name
  make
  model
  batteryCapacityWh
  consumptionWhPerKm
  plate
  plateCountry
  connectors
  maxAcPowerW
  maxDcPowerW
  isDefault
}
    `, {"fragmentName":"VehicleCard"}) as unknown as TypedDocumentString<VehicleCardFragment, unknown>;
export const ChargedFragmentDoc = new TypedDocumentString(`
    fragment Charged on ChargedAmounts {
  sessions
  energyWh
  costs {
    amountMinor
    amount
    currency
  }
  co2SavedKg
}
    `, {"fragmentName":"Charged"}) as unknown as TypedDocumentString<ChargedFragment, unknown>;
export const LiveSessionFragmentDoc = new TypedDocumentString(`
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
export const BillLineFragmentDoc = new TypedDocumentString(`
    fragment BillLine on CostLine {
  type
  quantity
  billedQuantity
  price
  stepSize
  vatPercent
  elementNumber
  startedAt
  endedAt
  costExclVat {
    amountMinor
    currency
  }
  costInclVat {
    amountMinor
    currency
  }
}
    `, {"fragmentName":"BillLine"}) as unknown as TypedDocumentString<BillLineFragment, unknown>;
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
    ...BillLine
  }
  tariff {
    id
    description
  }
  tariffVersion
}
    fragment BillLine on CostLine {
  type
  quantity
  billedQuantity
  price
  stepSize
  vatPercent
  elementNumber
  startedAt
  endedAt
  costExclVat {
    amountMinor
    currency
  }
  costInclVat {
    amountMinor
    currency
  }
}`, {"fragmentName":"Bill"}) as unknown as TypedDocumentString<BillFragment, unknown>;
export const DoneDeedFragmentDoc = new TypedDocumentString(`
    fragment DoneDeed on Deed {
  id
  task
  state
  reasons {
    code
    message
  }
  takenAt
  photo {
    id
  }
  session {
    id
  }
  reward {
    id
    amount
    status
  }
}
    `, {"fragmentName":"DoneDeed"}) as unknown as TypedDocumentString<DoneDeedFragment, unknown>;
export const OwnFaultReportFragmentDoc = new TypedDocumentString(`
    fragment OwnFaultReport on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    station {
      id
      name
    }
  }
}
    `, {"fragmentName":"OwnFaultReport"}) as unknown as TypedDocumentString<OwnFaultReportFragment, unknown>;
export const FavouriteCardFragmentDoc = new TypedDocumentString(`
    fragment FavouriteCard on Favourite {
  note
  tellWhenFree
  addedAt
  availability
  freeEvses
  freeSince
}
    `, {"fragmentName":"FavouriteCard"}) as unknown as TypedDocumentString<FavouriteCardFragment, unknown>;
export const ToldFragmentDoc = new TypedDocumentString(`
    fragment Told on Notification {
  id
  kind
  topic
  title
  body
  link
  createdAt
  readAt
}
    `, {"fragmentName":"Told"}) as unknown as TypedDocumentString<ToldFragment, unknown>;
export const PaceFragmentDoc = new TypedDocumentString(`
    fragment Pace on User {
  id
  notificationPace {
    quietHours {
      from
      until
    }
    digestHour
    timeZone
  }
  phone {
    masked
    country
    verifiedAt
  }
}
    `, {"fragmentName":"Pace"}) as unknown as TypedDocumentString<PaceFragment, unknown>;
export const UploadFragmentDoc = new TypedDocumentString(`
    fragment Upload on OdometerUpload {
  id
  state
  unit
  takenAt
  reasons {
    code
    message
  }
  photo {
    id
    confidence
    checks {
      check
      outcome
    }
    models {
      name
      version
    }
  }
  reading {
    id
    value
    readingKm
    distanceKm
    reward {
      id
      amount
      status
    }
  }
}
    `, {"fragmentName":"Upload"}) as unknown as TypedDocumentString<UploadFragment, unknown>;
export const DeedShownFragmentDoc = new TypedDocumentString(`
    fragment DeedShown on Deed {
  id
  task
  state
  material
  takenAt
  submittedAt
  decidedAt
  awaitsSessionUntil
  reasons {
    code
    message
  }
  photo {
    id
    thumbnailUrl
    erasedAt
  }
  session {
    id
    energyWh
    station {
      id
      name
      timeZone
    }
  }
  reward {
    id
    amount
    status
  }
}
    `, {"fragmentName":"DeedShown"}) as unknown as TypedDocumentString<DeedShownFragment, unknown>;
export const KilometrePlaceFragmentDoc = new TypedDocumentString(`
    fragment KilometrePlace on OdometerStanding {
  rank
  pseudonym
  score {
    kilometres
  }
  user {
    id
    displayName
  }
}
    `, {"fragmentName":"KilometrePlace"}) as unknown as TypedDocumentString<KilometrePlaceFragment, unknown>;
export const DeedPlaceFragmentDoc = new TypedDocumentString(`
    fragment DeedPlace on DeedStanding {
  rank
  pseudonym
  deeds
  user {
    id
    displayName
  }
}
    `, {"fragmentName":"DeedPlace"}) as unknown as TypedDocumentString<DeedPlaceFragment, unknown>;
export const TokenPlaceFragmentDoc = new TypedDocumentString(`
    fragment TokenPlace on RewardStanding {
  rank
  pseudonym
  score
  user {
    id
    displayName
  }
}
    `, {"fragmentName":"TokenPlace"}) as unknown as TypedDocumentString<TokenPlaceFragment, unknown>;
export const MeetupRowFragmentDoc = new TypedDocumentString(`
    fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}
    `, {"fragmentName":"MeetupRow"}) as unknown as TypedDocumentString<MeetupRowFragment, unknown>;
export const MeetupShownFragmentDoc = new TypedDocumentString(`
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
    fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`, {"fragmentName":"MeetupShown"}) as unknown as TypedDocumentString<MeetupShownFragment, unknown>;
export const ReadingRowFragmentDoc = new TypedDocumentString(`
    fragment ReadingRow on OdometerReading {
  id
  value
  unit
  readingKm
  distanceKm
  takenAt
  reward {
    id
    amount
    status
  }
}
    `, {"fragmentName":"ReadingRow"}) as unknown as TypedDocumentString<ReadingRowFragment, unknown>;
export const UploadRowFragmentDoc = new TypedDocumentString(`
    fragment UploadRow on OdometerUpload {
  id
  state
  unit
  takenAt
  submittedAt
  reasons {
    code
    message
  }
  vehicle {
    id
    name
  }
  reading {
    id
    value
    unit
  }
  photo {
    id
    thumbnailUrl
    appealUntil
  }
}
    `, {"fragmentName":"UploadRow"}) as unknown as TypedDocumentString<UploadRowFragment, unknown>;
export const AmountFragmentDoc = new TypedDocumentString(`
    fragment Amount on Money {
  amount
  currency
}
    `, {"fragmentName":"Amount"}) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const FillingShownFragmentDoc = new TypedDocumentString(`
    fragment FillingShown on TopUp {
  id
  state
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"FillingShown"}) as unknown as TypedDocumentString<FillingShownFragment, unknown>;
export const KeptWayFragmentDoc = new TypedDocumentString(`
    fragment KeptWay on PaymentMethod {
  id
  state
  provider
  kind
  label
  expiresOn
  expired
  isDefault
  declineCode
  clientSecret
  approvalUrl
}
    `, {"fragmentName":"KeptWay"}) as unknown as TypedDocumentString<KeptWayFragment, unknown>;
export const PurseFragmentDoc = new TypedDocumentString(`
    fragment Purse on MoneyWallet {
  balance {
    amountMinor
    amount
    currency
  }
  held {
    amountMinor
    amount
    currency
  }
}
    `, {"fragmentName":"Purse"}) as unknown as TypedDocumentString<PurseFragment, unknown>;
export const HoldShownFragmentDoc = new TypedDocumentString(`
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"HoldShown"}) as unknown as TypedDocumentString<HoldShownFragment, unknown>;
export const BillShownFragmentDoc = new TypedDocumentString(`
    fragment BillShown on Bill {
  id
  state
  openedAt
  paidAt
  nextStepAt
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    amountMinor
    amount
    currency
  }
  why
  declineCode
  beingCorrected
  blocksUser
  session {
    id
    station {
      id
      timeZone
    }
  }
  reservation {
    id
  }
  topUpId
  place {
    name
    city
  }
  checkout {
    clientSecret
    approvalUrl
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
    toWallet
    reason
  }
  invoices {
    id
    kind
    number
    pdfUrl
    xmlUrl
    sandbox
  }
  receiptUrl
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"BillShown"}) as unknown as TypedDocumentString<BillShownFragment, unknown>;
export const SlotShownFragmentDoc = new TypedDocumentString(`
    fragment SlotShown on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  timeZone
  evseNumber
  heldFrom
  station {
    id
    name
    address
    city
  }
  session {
    id
  }
  terms {
    maxMinutes
    noShowAfterMinutes
  }
  feePreview {
    freeUntil
    cancelNow {
      ...Amount
    }
    noShow {
      ...Amount
    }
  }
  fee {
    kind
    amount {
      ...Amount
    }
    waivedReason
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"SlotShown"}) as unknown as TypedDocumentString<SlotShownFragment, unknown>;
export const SlotListedFragmentDoc = new TypedDocumentString(`
    fragment SlotListed on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  timeZone
  station {
    id
    name
  }
}
    `, {"fragmentName":"SlotListed"}) as unknown as TypedDocumentString<SlotListedFragment, unknown>;
export const PhotoProofFragmentDoc = new TypedDocumentString(`
    fragment PhotoProof on Photo {
  id
  sha256
  thumbnailUrl
  takenAt
  submittedAt
  judgedAt
  erasedAt
  verdict
  ruleVersion
  models {
    name
    version
  }
  checks {
    check
    outcome
  }
  decisions {
    decision
    decidedAt
    final
  }
}
    `, {"fragmentName":"PhotoProof"}) as unknown as TypedDocumentString<PhotoProofFragment, unknown>;
export const SessionShownFragmentDoc = new TypedDocumentString(`
    fragment SessionShown on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  parkingBilledFrom
  secondsUntilParkingIsBilled
  mayChargeUntil
  runningCost {
    ...Amount
  }
  costLines {
    type
    quantity
    billedQuantity
    price
    costInclVat {
      ...Amount
    }
    costExclVat {
      ...Amount
    }
  }
  station {
    id
    name
    address
    timeZone
  }
  chargeDetailRecord {
    id
    issuedAt
    totalEnergyWh
    totalCostInclVat {
      ...Amount
    }
    totalCostExclVat {
      ...Amount
    }
  }
  reward {
    id
    amount
    status
  }
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"SessionShown"}) as unknown as TypedDocumentString<SessionShownFragment, unknown>;
export const ChargedSumFragmentDoc = new TypedDocumentString(`
    fragment ChargedSum on ChargedAmounts {
  sessions
  energyWh
  costs {
    ...Amount
  }
  co2SavedKg
}
    fragment Amount on Money {
  amount
  currency
}`, {"fragmentName":"ChargedSum"}) as unknown as TypedDocumentString<ChargedSumFragment, unknown>;
export const TariffShownFragmentDoc = new TypedDocumentString(`
    fragment TariffShown on Tariff {
  id
  currency
  description
  elements {
    components {
      type
      priceInclVat
      priceExclVat
    }
    restrictions {
      startTime
      endTime
      minEnergyWh
      maxEnergyWh
      minDurationSeconds
      maxDurationSeconds
      daysOfWeek
      reservation
    }
  }
  idle {
    graceMinutes
  }
}
    `, {"fragmentName":"TariffShown"}) as unknown as TypedDocumentString<TariffShownFragment, unknown>;
export const StationConnectorFragmentDoc = new TypedDocumentString(`
    fragment StationConnector on Connector {
  id
  number
  standard
  maxPowerW
  status
  statusUpdatedAt
  preauthorization {
    amount {
      amountMinor
      amount
      currency
    }
    ways
    usableMinutes
  }
  tariff {
    id
    currency
    elements {
      components {
        type
        priceInclVat
        priceExclVat
      }
    }
  }
}
    `, {"fragmentName":"StationConnector"}) as unknown as TypedDocumentString<StationConnectorFragment, unknown>;
export const FreeSlotFragmentDoc = new TypedDocumentString(`
    fragment FreeSlot on Slot {
  startsAt
  endsAt
  localStart
  evses
}
    `, {"fragmentName":"FreeSlot"}) as unknown as TypedDocumentString<FreeSlotFragment, unknown>;
export const ListedStationFragmentDoc = new TypedDocumentString(`
    fragment ListedStation on Station {
  id
  name
  address
  city
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
    }
  }
}
    `, {"fragmentName":"ListedStation"}) as unknown as TypedDocumentString<ListedStationFragment, unknown>;
export const RewardRowFragmentDoc = new TypedDocumentString(`
    fragment RewardRow on Reward {
  id
  amount
  status
  heldReason
  restsUntil
  earnedAt
  settledAt
  rule {
    id
    name
  }
  session {
    id
    station {
      id
      name
    }
  }
}
    `, {"fragmentName":"RewardRow"}) as unknown as TypedDocumentString<RewardRowFragment, unknown>;
export const PasskeyCardFragmentDoc = new TypedDocumentString(`
    fragment PasskeyCard on Passkey {
  id
  name
  transports
  backedUp
  createdAt
  lastUsedAt
}
    `, {"fragmentName":"PasskeyCard"}) as unknown as TypedDocumentString<PasskeyCardFragment, unknown>;
export const PaymentMethodStateFragmentDoc = new TypedDocumentString(`
    fragment PaymentMethodState on PaymentMethod {
  id
  state
  kind
  label
  isDefault
  declineCode
  clientSecret
  approvalUrl
}
    `, {"fragmentName":"PaymentMethodState"}) as unknown as TypedDocumentString<PaymentMethodStateFragment, unknown>;
export const HoldStateFragmentDoc = new TypedDocumentString(`
    fragment HoldState on PaymentHold {
  id
  state
  amount {
    amountMinor
    currency
  }
  captured {
    amountMinor
    currency
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
}
    `, {"fragmentName":"HoldState"}) as unknown as TypedDocumentString<HoldStateFragment, unknown>;
export const BillAmountsFragmentDoc = new TypedDocumentString(`
    fragment BillAmounts on Bill {
  id
  state
  total {
    amountMinor
    currency
  }
  paid {
    amountMinor
    currency
  }
  due {
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
    `, {"fragmentName":"BillAmounts"}) as unknown as TypedDocumentString<BillAmountsFragment, unknown>;
export const PersonExportFieldsFragmentDoc = new TypedDocumentString(`
    fragment PersonExportFields on PersonExport {
  id
  requestedAt
  readyAt
  expiresAt
  bytes
  waitingFor
  missing
}
    `, {"fragmentName":"PersonExportFields"}) as unknown as TypedDocumentString<PersonExportFieldsFragment, unknown>;
export const AccountDeletionFieldsFragmentDoc = new TypedDocumentString(`
    fragment AccountDeletionFields on AccountDeletion {
  id
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
    `, {"fragmentName":"AccountDeletionFields"}) as unknown as TypedDocumentString<AccountDeletionFieldsFragment, unknown>;
export const JudgedPhotoFragmentDoc = new TypedDocumentString(`
    fragment JudgedPhoto on Photo {
  id
  purpose
  status
  reasons {
    code
    message
  }
  thumbnailUrl
  judgedAt
  reading {
    value
    confidence
  }
  confidence
  models {
    name
    version
  }
  checks {
    check
    outcome
    reason
  }
}
    `, {"fragmentName":"JudgedPhoto"}) as unknown as TypedDocumentString<JudgedPhotoFragment, unknown>;
export const SlotFragmentDoc = new TypedDocumentString(`
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}
    `, {"fragmentName":"Slot"}) as unknown as TypedDocumentString<SlotFragment, unknown>;
export const EarnedRewardFragmentDoc = new TypedDocumentString(`
    fragment EarnedReward on Reward {
  id
  amount
  payout
  status
  heldReason
  restsUntil
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
export const TracedPhotoFragmentDoc = new TypedDocumentString(`
    fragment TracedPhoto on Photo {
  id
  sha256
  verdict
  ruleVersion
  confidence
  models {
    name
    version
  }
  checks {
    check
    version
    outcome
    score
    reason
  }
  decisions {
    decision
    reading
    decidedAt
    reviewer {
      id
    }
  }
}
    `, {"fragmentName":"TracedPhoto"}) as unknown as TypedDocumentString<TracedPhotoFragment, unknown>;
export const ChainRowFragmentDoc = new TypedDocumentString(`
    fragment ChainRow on Chain {
  id
  name
  standard
  token
  distributor
  explorerUrl
  headBlock
  finalBlock
}
    `, {"fragmentName":"ChainRow"}) as unknown as TypedDocumentString<ChainRowFragment, unknown>;
export const RewardPlaceFragmentDoc = new TypedDocumentString(`
    fragment RewardPlace on RewardStanding {
  rank
  score
  pseudonym
  user {
    id
    displayName
  }
}
    `, {"fragmentName":"RewardPlace"}) as unknown as TypedDocumentString<RewardPlaceFragment, unknown>;
export const StationFoundFragmentDoc = new TypedDocumentString(`
    fragment StationFound on Station {
  id
  name
  address
  city
  country
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
      status
    }
  }
}
    `, {"fragmentName":"StationFound"}) as unknown as TypedDocumentString<StationFoundFragment, unknown>;
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
        minPowerW
        maxPowerW
        minCurrentA
        maxCurrentA
        minDurationSeconds
        maxDurationSeconds
        daysOfWeek
        reservation
      }
    }
    minPrice {
      exclVat
      inclVat
    }
    maxPrice {
      exclVat
      inclVat
    }
    altTexts {
      language
      text
    }
    idle {
      graceMinutes
      noticeMinutes
    }
  }
}
    `, {"fragmentName":"ConnectorOffer"}) as unknown as TypedDocumentString<ConnectorOfferFragment, unknown>;
export const StationSlotsFragmentDoc = new TypedDocumentString(`
    fragment StationSlots on Station {
  id
  bookingTerms {
    open
    minMinutes
    maxMinutes
    aheadDays
    changeUntilMinutes
    cancelUntilMinutes
    noShowAfterMinutes
  }
  slots(day: $day, minutes: $minutes, powerW: $powerW) {
    startsAt
    endsAt
    localStart
    localEnd
    evses
  }
}
    `, {"fragmentName":"StationSlots"}) as unknown as TypedDocumentString<StationSlotsFragment, unknown>;
export const WaitingFragmentDoc = new TypedDocumentString(`
    fragment Waiting on WaitlistEntry {
  id
  state
  from
  until
  minutes
  powerW
  joinedAt
  station {
    id
    name
  }
  reservation {
    id
    state
    localStart
    localEnd
    offerUntil
  }
}
    `, {"fragmentName":"Waiting"}) as unknown as TypedDocumentString<WaitingFragment, unknown>;
export const WalletCardFragmentDoc = new TypedDocumentString(`
    fragment WalletCard on Wallet {
  address
  chainId
  contract
  linkedAt
}
    `, {"fragmentName":"WalletCard"}) as unknown as TypedDocumentString<WalletCardFragment, unknown>;
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
      expiresAt
      group
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
  plate
  plateCountry
  connectors
  maxAcPowerW
  maxDcPowerW
  isDefault
}`) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const ProfileDocument = new TypedDocumentString(`
    query Profile {
  me {
    id
    displayName
    locale
    units
    timeZone
    consents {
      id
      kind
      version
      given
      at
    }
  }
}
    `) as unknown as TypedDocumentString<ProfileQuery, ProfileQueryVariables>;
export const UpdateProfileDocument = new TypedDocumentString(`
    mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    user {
      id
      displayName
      locale
      units
      timeZone
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateProfileMutation, UpdateProfileMutationVariables>;
export const RecordConsentDocument = new TypedDocumentString(`
    mutation RecordConsent($input: RecordConsentInput!) {
  recordConsent(input: $input) {
    consent {
      id
      kind
      version
      given
      at
    }
  }
}
    `) as unknown as TypedDocumentString<RecordConsentMutation, RecordConsentMutationVariables>;
export const PreferencesDocument = new TypedDocumentString(`
    query Preferences {
  me {
    id
    preferences {
      ...PreferenceCard
    }
  }
}
    fragment PreferenceCard on Preferences {
  displayCurrency
  theme
  contrast
  motion
  standards
  minPowerW
  onlyAvailable
  notifications {
    kind
    channel
    wanted
    fixed
  }
}`) as unknown as TypedDocumentString<PreferencesQuery, PreferencesQueryVariables>;
export const UpdatePreferencesDocument = new TypedDocumentString(`
    mutation UpdatePreferences($input: UpdatePreferencesInput!) {
  updatePreferences(input: $input) {
    preferences {
      ...PreferenceCard
    }
  }
}
    fragment PreferenceCard on Preferences {
  displayCurrency
  theme
  contrast
  motion
  standards
  minPowerW
  onlyAvailable
  notifications {
    kind
    channel
    wanted
    fixed
  }
}`) as unknown as TypedDocumentString<UpdatePreferencesMutation, UpdatePreferencesMutationVariables>;
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
  plate
  plateCountry
  connectors
  maxAcPowerW
  maxDcPowerW
  isDefault
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
  plate
  plateCountry
  connectors
  maxAcPowerW
  maxDcPowerW
  isDefault
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
      type
      status
      expiresAt
      group
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
export const SecurityDocument = new TypedDocumentString(`
    query Security {
  me {
    id
    email
    emailVerifiedAt
    secondFactor
    recoveryCodesLeft
    logins(first: 50) {
      edges {
        node {
          id
          device
          addressBlock
          method
          createdAt
          lastUsedAt
          expiresAt
          secondFactor
          current
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SecurityQuery, SecurityQueryVariables>;
export const EndLoginDocument = new TypedDocumentString(`
    mutation EndLogin($input: EndLoginInput!) {
  endLogin(input: $input) {
    ended
  }
}
    `) as unknown as TypedDocumentString<EndLoginMutation, EndLoginMutationVariables>;
export const EndLoginsDocument = new TypedDocumentString(`
    mutation EndLogins($input: EndLoginsInput!) {
  endLogins(input: $input) {
    ended
  }
}
    `) as unknown as TypedDocumentString<EndLoginsMutation, EndLoginsMutationVariables>;
export const RequestEmailVerificationDocument = new TypedDocumentString(`
    mutation RequestEmailVerification {
  requestEmailVerification {
    requested
  }
}
    `) as unknown as TypedDocumentString<RequestEmailVerificationMutation, RequestEmailVerificationMutationVariables>;
export const VerifyEmailDocument = new TypedDocumentString(`
    mutation VerifyEmail($input: VerifyEmailInput!) {
  verifyEmail(input: $input) {
    verified
  }
}
    `) as unknown as TypedDocumentString<VerifyEmailMutation, VerifyEmailMutationVariables>;
export const RequestEmailChangeDocument = new TypedDocumentString(`
    mutation RequestEmailChange($input: RequestEmailChangeInput!) {
  requestEmailChange(input: $input) {
    requested
  }
}
    `) as unknown as TypedDocumentString<RequestEmailChangeMutation, RequestEmailChangeMutationVariables>;
export const ConfirmEmailChangeDocument = new TypedDocumentString(`
    mutation ConfirmEmailChange($input: ConfirmEmailChangeInput!) {
  confirmEmailChange(input: $input) {
    user {
      id
      email
      emailVerifiedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmEmailChangeMutation, ConfirmEmailChangeMutationVariables>;
export const UndoEmailChangeDocument = new TypedDocumentString(`
    mutation UndoEmailChange($input: UndoEmailChangeInput!) {
  undoEmailChange(input: $input) {
    login {
      accessToken
      accessTokenExpiresAt
      refreshToken
      refreshTokenExpiresAt
    }
    challenge {
      challenge
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<UndoEmailChangeMutation, UndoEmailChangeMutationVariables>;
export const ProposeSecondFactorDocument = new TypedDocumentString(`
    mutation ProposeSecondFactor($input: ProposeSecondFactorInput!) {
  proposeSecondFactor(input: $input) {
    uri
    secret
  }
}
    `) as unknown as TypedDocumentString<ProposeSecondFactorMutation, ProposeSecondFactorMutationVariables>;
export const ConfirmSecondFactorDocument = new TypedDocumentString(`
    mutation ConfirmSecondFactor($input: ConfirmSecondFactorInput!) {
  confirmSecondFactor(input: $input) {
    recoveryCodes
  }
}
    `) as unknown as TypedDocumentString<ConfirmSecondFactorMutation, ConfirmSecondFactorMutationVariables>;
export const RenewRecoveryCodesDocument = new TypedDocumentString(`
    mutation RenewRecoveryCodes($input: RenewRecoveryCodesInput!) {
  renewRecoveryCodes(input: $input) {
    recoveryCodes
  }
}
    `) as unknown as TypedDocumentString<RenewRecoveryCodesMutation, RenewRecoveryCodesMutationVariables>;
export const DisableSecondFactorDocument = new TypedDocumentString(`
    mutation DisableSecondFactor($input: DisableSecondFactorInput!) {
  disableSecondFactor(input: $input) {
    disabled
  }
}
    `) as unknown as TypedDocumentString<DisableSecondFactorMutation, DisableSecondFactorMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    login {
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
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    ...LiveSession
    endedBy
    stopFailureReason
  }
}
    fragment LiveSession on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
}`) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
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
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
    ...BillLine
  }
  tariff {
    id
    description
  }
  tariffVersion
}
fragment BillLine on CostLine {
  type
  quantity
  billedQuantity
  price
  stepSize
  vatPercent
  elementNumber
  startedAt
  endedAt
  costExclVat {
    amountMinor
    currency
  }
  costInclVat {
    amountMinor
    currency
  }
}`) as unknown as TypedDocumentString<SessionUpdatedSubscription, SessionUpdatedSubscriptionVariables>;
export const PriceQuoteDocument = new TypedDocumentString(`
    query PriceQuote($input: PriceQuoteInput!) {
  priceQuote(input: $input) {
    startedAt
    energyWh
    powerW
    chargingSeconds
    idleSeconds
    costLines {
      ...BillLine
    }
    totalCostExclVat {
      amountMinor
      currency
    }
    totalCostInclVat {
      amountMinor
      currency
    }
    tariff {
      id
      description
    }
    tariffVersion
    altTexts {
      language
      text
    }
  }
}
    fragment BillLine on CostLine {
  type
  quantity
  billedQuantity
  price
  stepSize
  vatPercent
  elementNumber
  startedAt
  endedAt
  costExclVat {
    amountMinor
    currency
  }
  costInclVat {
    amountMinor
    currency
  }
}`) as unknown as TypedDocumentString<PriceQuoteQuery, PriceQuoteQueryVariables>;
export const ChargingSessionDocument = new TypedDocumentString(`
    query ChargingSession($id: UUID!) {
  chargingSession(id: $id) {
    ...LiveSession
    costLines {
      type
      quantity
      billedQuantity
      price
      costInclVat {
        amountMinor
        currency
      }
    }
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
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
    ...BillLine
  }
  tariff {
    id
    description
  }
  tariffVersion
}
fragment BillLine on CostLine {
  type
  quantity
  billedQuantity
  price
  stepSize
  vatPercent
  elementNumber
  startedAt
  endedAt
  costExclVat {
    amountMinor
    currency
  }
  costInclVat {
    amountMinor
    currency
  }
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
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
export const ChargingStatisticsDocument = new TypedDocumentString(`
    query ChargingStatistics($timeZone: String!, $months: Int) {
  me {
    id
    chargingStatistics(timeZone: $timeZone, months: $months) {
      total {
        ...Charged
      }
      months {
        month
        charged {
          ...Charged
        }
      }
      co2Formula
      co2Sources {
        name
        value
        unit
        year
        source
        url
      }
    }
  }
}
    fragment Charged on ChargedAmounts {
  sessions
  energyWh
  costs {
    amountMinor
    amount
    currency
  }
  co2SavedKg
}`) as unknown as TypedDocumentString<ChargingStatisticsQuery, ChargingStatisticsQueryVariables>;
export const ChargingHistoryDocument = new TypedDocumentString(`
    query ChargingHistory($filter: ChargingHistoryFilter, $first: Int, $after: String) {
  me {
    id
    chargingSessions(filter: $filter, first: $first, after: $after) {
      totalCount
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
export const ChargingPowerProfileDocument = new TypedDocumentString(`
    query ChargingPowerProfile($id: UUID!, $points: Int) {
  chargingSession(id: $id) {
    id
    powerProfile(points: $points) {
      from
      to
      meanW
      leastW
      mostW
      socPercent
    }
  }
}
    `) as unknown as TypedDocumentString<ChargingPowerProfileQuery, ChargingPowerProfileQueryVariables>;
export const SetChargingTargetDocument = new TypedDocumentString(`
    mutation SetChargingTarget($input: SetChargingTargetInput!) {
  setChargingTarget(input: $input) {
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
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  idleSince
  parkingBilledFrom
  secondsUntilParkingIsBilled
  progress {
    target {
      energyWh
      socPercent
      readyBy
    }
    percent
    remainingWh
    expectedAt
    inTime
  }
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
}`) as unknown as TypedDocumentString<SetChargingTargetMutation, SetChargingTargetMutationVariables>;
export const DeedTasksDocument = new TypedDocumentString(`
    query DeedTasks {
  deedTasks {
    task
    title
    guidance
    judgedBy
  }
}
    `) as unknown as TypedDocumentString<DeedTasksQuery, DeedTasksQueryVariables>;
export const SubmitDeedDocument = new TypedDocumentString(`
    mutation SubmitDeed($input: SubmitDeedInput!) {
  submitDeed(input: $input) {
    ...DoneDeed
  }
}
    fragment DoneDeed on Deed {
  id
  task
  state
  reasons {
    code
    message
  }
  takenAt
  photo {
    id
  }
  session {
    id
  }
  reward {
    id
    amount
    status
  }
}`) as unknown as TypedDocumentString<SubmitDeedMutation, SubmitDeedMutationVariables>;
export const MyDeedUpdatedDocument = new TypedDocumentString(`
    subscription MyDeedUpdated {
  myDeedUpdated {
    ...DoneDeed
  }
}
    fragment DoneDeed on Deed {
  id
  task
  state
  reasons {
    code
    message
  }
  takenAt
  photo {
    id
  }
  session {
    id
  }
  reward {
    id
    amount
    status
  }
}`) as unknown as TypedDocumentString<MyDeedUpdatedSubscription, MyDeedUpdatedSubscriptionVariables>;
export const MyDeedsDocument = new TypedDocumentString(`
    query MyDeeds($first: Int, $after: String) {
  me {
    id
    deeds(first: $first, after: $after) {
      edges {
        node {
          ...DoneDeed
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment DoneDeed on Deed {
  id
  task
  state
  reasons {
    code
    message
  }
  takenAt
  photo {
    id
  }
  session {
    id
  }
  reward {
    id
    amount
    status
  }
}`) as unknown as TypedDocumentString<MyDeedsQuery, MyDeedsQueryVariables>;
export const ReportFaultDocument = new TypedDocumentString(`
    mutation ReportFault($input: ReportFaultInput!) {
  reportFault(input: $input) {
    ...OwnFaultReport
  }
}
    fragment OwnFaultReport on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<ReportFaultMutation, ReportFaultMutationVariables>;
export const MyFaultReportsDocument = new TypedDocumentString(`
    query MyFaultReports($first: Int, $after: String) {
  myFaultReports(first: $first, after: $after) {
    edges {
      node {
        ...OwnFaultReport
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment OwnFaultReport on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<MyFaultReportsQuery, MyFaultReportsQueryVariables>;
export const FavouritesDocument = new TypedDocumentString(`
    query Favourites($first: Int, $after: String) {
  me {
    id
    favourites(first: $first, after: $after) {
      edges {
        node {
          ...FavouriteCard
          station {
            id
            name
            address
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
    fragment FavouriteCard on Favourite {
  note
  tellWhenFree
  addedAt
  availability
  freeEvses
  freeSince
}`) as unknown as TypedDocumentString<FavouritesQuery, FavouritesQueryVariables>;
export const SaveFavouriteDocument = new TypedDocumentString(`
    mutation SaveFavourite($input: SaveFavouriteInput!) {
  saveFavourite(input: $input) {
    station {
      id
      favourite {
        ...FavouriteCard
      }
    }
  }
}
    fragment FavouriteCard on Favourite {
  note
  tellWhenFree
  addedAt
  availability
  freeEvses
  freeSince
}`) as unknown as TypedDocumentString<SaveFavouriteMutation, SaveFavouriteMutationVariables>;
export const RemoveFavouriteDocument = new TypedDocumentString(`
    mutation RemoveFavourite($input: RemoveFavouriteInput!) {
  removeFavourite(input: $input) {
    station {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveFavouriteMutation, RemoveFavouriteMutationVariables>;
export const FavouritesUpdatedDocument = new TypedDocumentString(`
    subscription FavouritesUpdated {
  favouritesUpdated {
    id
    name
    favourite {
      ...FavouriteCard
    }
  }
}
    fragment FavouriteCard on Favourite {
  note
  tellWhenFree
  addedAt
  availability
  freeEvses
  freeSince
}`) as unknown as TypedDocumentString<FavouritesUpdatedSubscription, FavouritesUpdatedSubscriptionVariables>;
export const InboxDocument = new TypedDocumentString(`
    query Inbox($first: Int!, $after: String, $filter: NotificationFilter) {
  me {
    id
    unreadNotifications
    notifications(first: $first, after: $after, filter: $filter) {
      edges {
        node {
          ...Told
          deliveries {
            channel
            state
            reason
            sentAt
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
    fragment Told on Notification {
  id
  kind
  topic
  title
  body
  link
  createdAt
  readAt
}`) as unknown as TypedDocumentString<InboxQuery, InboxQueryVariables>;
export const ReadNotificationsDocument = new TypedDocumentString(`
    mutation ReadNotifications($input: ReadNotificationsInput!) {
  readNotifications(input: $input) {
    user {
      id
      unreadNotifications
    }
  }
}
    `) as unknown as TypedDocumentString<ReadNotificationsMutation, ReadNotificationsMutationVariables>;
export const NotificationReceivedDocument = new TypedDocumentString(`
    subscription NotificationReceived {
  notificationReceived {
    ...Told
  }
}
    fragment Told on Notification {
  id
  kind
  topic
  title
  body
  link
  createdAt
  readAt
}`) as unknown as TypedDocumentString<NotificationReceivedSubscription, NotificationReceivedSubscriptionVariables>;
export const InboxChangedDocument = new TypedDocumentString(`
    subscription InboxChanged {
  inboxChanged {
    id
    unreadNotifications
  }
}
    `) as unknown as TypedDocumentString<InboxChangedSubscription, InboxChangedSubscriptionVariables>;
export const NotificationPaceDocument = new TypedDocumentString(`
    query NotificationPace {
  me {
    ...Pace
  }
}
    fragment Pace on User {
  id
  notificationPace {
    quietHours {
      from
      until
    }
    digestHour
    timeZone
  }
  phone {
    masked
    country
    verifiedAt
  }
}`) as unknown as TypedDocumentString<NotificationPaceQuery, NotificationPaceQueryVariables>;
export const SaveQuietHoursDocument = new TypedDocumentString(`
    mutation SaveQuietHours($input: SaveQuietHoursInput!) {
  saveQuietHours(input: $input) {
    user {
      ...Pace
    }
  }
}
    fragment Pace on User {
  id
  notificationPace {
    quietHours {
      from
      until
    }
    digestHour
    timeZone
  }
  phone {
    masked
    country
    verifiedAt
  }
}`) as unknown as TypedDocumentString<SaveQuietHoursMutation, SaveQuietHoursMutationVariables>;
export const SaveDigestDocument = new TypedDocumentString(`
    mutation SaveDigest($input: SaveDigestInput!) {
  saveDigest(input: $input) {
    user {
      ...Pace
    }
  }
}
    fragment Pace on User {
  id
  notificationPace {
    quietHours {
      from
      until
    }
    digestHour
    timeZone
  }
  phone {
    masked
    country
    verifiedAt
  }
}`) as unknown as TypedDocumentString<SaveDigestMutation, SaveDigestMutationVariables>;
export const SetPhoneDocument = new TypedDocumentString(`
    mutation SetPhone($input: SetPhoneInput!) {
  setPhone(input: $input) {
    masked
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<SetPhoneMutation, SetPhoneMutationVariables>;
export const VerifyPhoneDocument = new TypedDocumentString(`
    mutation VerifyPhone($input: VerifyPhoneInput!) {
  verifyPhone(input: $input) {
    masked
    country
    verifiedAt
  }
}
    `) as unknown as TypedDocumentString<VerifyPhoneMutation, VerifyPhoneMutationVariables>;
export const RemovePhoneDocument = new TypedDocumentString(`
    mutation RemovePhone {
  removePhone {
    removed
  }
}
    `) as unknown as TypedDocumentString<RemovePhoneMutation, RemovePhoneMutationVariables>;
export const MyDevicesDocument = new TypedDocumentString(`
    query MyDevices {
  me {
    id
    devices(first: 20) {
      edges {
        node {
          id
          kind
          name
          createdAt
          seenAt
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyDevicesQuery, MyDevicesQueryVariables>;
export const UnregisterDeviceDocument = new TypedDocumentString(`
    mutation UnregisterDevice($input: UnregisterDeviceInput!) {
  unregisterDevice(input: $input) {
    deviceId
  }
}
    `) as unknown as TypedDocumentString<UnregisterDeviceMutation, UnregisterDeviceMutationVariables>;
export const VapidPublicKeyDocument = new TypedDocumentString(`
    query VapidPublicKey {
  vapidPublicKey
}
    `) as unknown as TypedDocumentString<VapidPublicKeyQuery, VapidPublicKeyQueryVariables>;
export const RegisterDeviceDocument = new TypedDocumentString(`
    mutation RegisterDevice($input: RegisterDeviceInput!) {
  registerDevice(input: $input) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<RegisterDeviceMutation, RegisterDeviceMutationVariables>;
export const SubmitOdometerPhotoDocument = new TypedDocumentString(`
    mutation SubmitOdometerPhoto($input: SubmitOdometerPhotoInput!) {
  submitOdometerPhoto(input: $input) {
    upload {
      ...Upload
    }
  }
}
    fragment Upload on OdometerUpload {
  id
  state
  unit
  takenAt
  reasons {
    code
    message
  }
  photo {
    id
    confidence
    checks {
      check
      outcome
    }
    models {
      name
      version
    }
  }
  reading {
    id
    value
    readingKm
    distanceKm
    reward {
      id
      amount
      status
    }
  }
}`) as unknown as TypedDocumentString<SubmitOdometerPhotoMutation, SubmitOdometerPhotoMutationVariables>;
export const OdometerUploadUpdatedDocument = new TypedDocumentString(`
    subscription OdometerUploadUpdated($id: UUID!) {
  odometerUploadUpdated(id: $id) {
    ...Upload
  }
}
    fragment Upload on OdometerUpload {
  id
  state
  unit
  takenAt
  reasons {
    code
    message
  }
  photo {
    id
    confidence
    checks {
      check
      outcome
    }
    models {
      name
      version
    }
  }
  reading {
    id
    value
    readingKm
    distanceKm
    reward {
      id
      amount
      status
    }
  }
}`) as unknown as TypedDocumentString<OdometerUploadUpdatedSubscription, OdometerUploadUpdatedSubscriptionVariables>;
export const MyOdometerUploadsDocument = new TypedDocumentString(`
    query MyOdometerUploads($first: Int, $after: String) {
  myOdometerUploads(first: $first, after: $after) {
    edges {
      node {
        ...Upload
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment Upload on OdometerUpload {
  id
  state
  unit
  takenAt
  reasons {
    code
    message
  }
  photo {
    id
    confidence
    checks {
      check
      outcome
    }
    models {
      name
      version
    }
  }
  reading {
    id
    value
    readingKm
    distanceKm
    reward {
      id
      amount
      status
    }
  }
}`) as unknown as TypedDocumentString<MyOdometerUploadsQuery, MyOdometerUploadsQueryVariables>;
export const SignInIssuersDocument = new TypedDocumentString(`
    query SignInIssuers {
  signInIssuers
}
    `) as unknown as TypedDocumentString<SignInIssuersQuery, SignInIssuersQueryVariables>;
export const OidcIdentitiesDocument = new TypedDocumentString(`
    query OidcIdentities {
  me {
    id
    oidcIdentities {
      issuer
      linkedAt
    }
  }
}
    `) as unknown as TypedDocumentString<OidcIdentitiesQuery, OidcIdentitiesQueryVariables>;
export const BeginOidcSignInDocument = new TypedDocumentString(`
    mutation BeginOidcSignIn($input: BeginOidcSignInInput!) {
  beginOidcSignIn(input: $input) {
    url
    binding
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginOidcSignInMutation, BeginOidcSignInMutationVariables>;
export const SignInWithOidcDocument = new TypedDocumentString(`
    mutation SignInWithOidc($input: SignInWithOidcInput!) {
  signInWithOidc(input: $input) {
    user {
      id
      displayName
      roles
    }
    login {
      accessToken
      accessTokenExpiresAt
      refreshToken
      refreshTokenExpiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<SignInWithOidcMutation, SignInWithOidcMutationVariables>;
export const BeginOidcLinkDocument = new TypedDocumentString(`
    mutation BeginOidcLink($input: BeginOidcLinkInput!) {
  beginOidcLink(input: $input) {
    url
    binding
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginOidcLinkMutation, BeginOidcLinkMutationVariables>;
export const LinkOidcDocument = new TypedDocumentString(`
    mutation LinkOidc($input: LinkOidcInput!) {
  linkOidc(input: $input) {
    identity {
      issuer
      linkedAt
    }
  }
}
    `) as unknown as TypedDocumentString<LinkOidcMutation, LinkOidcMutationVariables>;
export const UnlinkOidcDocument = new TypedDocumentString(`
    mutation UnlinkOidc($input: UnlinkOidcInput!) {
  unlinkOidc(input: $input) {
    identity {
      issuer
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkOidcMutation, UnlinkOidcMutationVariables>;
export const BillPageDocument = new TypedDocumentString(`
    query BillPage($id: UUID!) {
  bill(id: $id) {
    ...BillShown
    records {
      id
      creditOf
      amount {
        ...Amount
      }
      lines {
        type
        quantity
        vatPercent
        cost {
          ...Amount
        }
      }
    }
  }
}
    fragment BillShown on Bill {
  id
  state
  openedAt
  paidAt
  nextStepAt
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    amountMinor
    amount
    currency
  }
  why
  declineCode
  beingCorrected
  blocksUser
  session {
    id
    station {
      id
      timeZone
    }
  }
  reservation {
    id
  }
  topUpId
  place {
    name
    city
  }
  checkout {
    clientSecret
    approvalUrl
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
    toWallet
    reason
  }
  invoices {
    id
    kind
    number
    pdfUrl
    xmlUrl
    sandbox
  }
  receiptUrl
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<BillPageQuery, BillPageQueryVariables>;
export const CapturePageDocument = new TypedDocumentString(`
    query CapturePage {
  me {
    id
    units
    vehicles(first: 50) {
      edges {
        node {
          id
          name
          isDefault
          odometer {
            id
            unit
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CapturePageQuery, CapturePageQueryVariables>;
export const DeedPageDocument = new TypedDocumentString(`
    query DeedPage($id: UUID!) {
  deed(id: $id) {
    ...DeedShown
    note
    photo {
      id
      appealUntil
      ...PhotoProof
    }
  }
}
    fragment DeedShown on Deed {
  id
  task
  state
  material
  takenAt
  submittedAt
  decidedAt
  awaitsSessionUntil
  reasons {
    code
    message
  }
  photo {
    id
    thumbnailUrl
    erasedAt
  }
  session {
    id
    energyWh
    station {
      id
      name
      timeZone
    }
  }
  reward {
    id
    amount
    status
  }
}
fragment PhotoProof on Photo {
  id
  sha256
  thumbnailUrl
  takenAt
  submittedAt
  judgedAt
  erasedAt
  verdict
  ruleVersion
  models {
    name
    version
  }
  checks {
    check
    outcome
  }
  decisions {
    decision
    decidedAt
    final
  }
}`) as unknown as TypedDocumentString<DeedPageQuery, DeedPageQueryVariables>;
export const DeedRewardLiveDocument = new TypedDocumentString(`
    subscription DeedRewardLive {
  rewardEarned {
    id
    amount
    status
    deed {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeedRewardLiveSubscription, DeedRewardLiveSubscriptionVariables>;
export const DeedsToDoDocument = new TypedDocumentString(`
    query DeedsToDo {
  deedTasks {
    task
    judgedBy
    perDay
    impact {
      kgCo2
      kgWaste
      source
      sourceUrl
    }
  }
  rewardRules {
    id
    name
    amount
    validFrom
    publishedAt
  }
}
    `) as unknown as TypedDocumentString<DeedsToDoQuery, DeedsToDoQueryVariables>;
export const DeedsDoneDocument = new TypedDocumentString(`
    query DeedsDone($state: DeedState, $first: Int!, $after: String) {
  me {
    id
    deeds(state: $state, first: $first, after: $after) {
      edges {
        node {
          ...DeedShown
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment DeedShown on Deed {
  id
  task
  state
  material
  takenAt
  submittedAt
  decidedAt
  awaitsSessionUntil
  reasons {
    code
    message
  }
  photo {
    id
    thumbnailUrl
    erasedAt
  }
  session {
    id
    energyWh
    station {
      id
      name
      timeZone
    }
  }
  reward {
    id
    amount
    status
  }
}`) as unknown as TypedDocumentString<DeedsDoneQuery, DeedsDoneQueryVariables>;
export const DeedsLiveDocument = new TypedDocumentString(`
    subscription DeedsLive {
  myDeedUpdated {
    ...DeedShown
  }
}
    fragment DeedShown on Deed {
  id
  task
  state
  material
  takenAt
  submittedAt
  decidedAt
  awaitsSessionUntil
  reasons {
    code
    message
  }
  photo {
    id
    thumbnailUrl
    erasedAt
  }
  session {
    id
    energyWh
    station {
      id
      name
      timeZone
    }
  }
  reward {
    id
    amount
    status
  }
}`) as unknown as TypedDocumentString<DeedsLiveSubscription, DeedsLiveSubscriptionVariables>;
export const FaultReportsPageDocument = new TypedDocumentString(`
    query FaultReportsPage($first: Int!, $after: String) {
  myFaultReports(first: $first, after: $after) {
    edges {
      node {
        ...OwnFaultReport
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment OwnFaultReport on FaultReport {
  id
  kind
  text
  reportedAt
  resolvedAt
  note
  connector {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<FaultReportsPageQuery, FaultReportsPageQueryVariables>;
export const FavouritesPageDocument = new TypedDocumentString(`
    query FavouritesPage($first: Int!) {
  me {
    id
    favourites(first: $first) {
      edges {
        node {
          tellWhenFree
          station {
            ...ListedStation
          }
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
}
    fragment ListedStation on Station {
  id
  name
  address
  city
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
    }
  }
}`) as unknown as TypedDocumentString<FavouritesPageQuery, FavouritesPageQueryVariables>;
export const FavouritesPageLiveDocument = new TypedDocumentString(`
    subscription FavouritesPageLive {
  favouritesUpdated {
    ...ListedStation
  }
}
    fragment ListedStation on Station {
  id
  name
  address
  city
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
    }
  }
}`) as unknown as TypedDocumentString<FavouritesPageLiveSubscription, FavouritesPageLiveSubscriptionVariables>;
export const KilometreBoardDocument = new TypedDocumentString(`
    query KilometreBoard($period: OdometerPeriod!, $first: Int!, $after: String) {
  board: odometerLeaderboard(period: $period, first: $first, after: $after) {
    edges {
      node {
        ...KilometrePlace
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment KilometrePlace on OdometerStanding {
  rank
  pseudonym
  score {
    kilometres
  }
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<KilometreBoardQuery, KilometreBoardQueryVariables>;
export const KilometrePlaceOfMineDocument = new TypedDocumentString(`
    query KilometrePlaceOfMine($period: OdometerPeriod!) {
  mine: myOdometerStanding(period: $period) {
    ...KilometrePlace
  }
  named: myOdometerLeaderboardName
}
    fragment KilometrePlace on OdometerStanding {
  rank
  pseudonym
  score {
    kilometres
  }
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<KilometrePlaceOfMineQuery, KilometrePlaceOfMineQueryVariables>;
export const NameMeByKilometresDocument = new TypedDocumentString(`
    mutation NameMeByKilometres($input: SetOdometerLeaderboardNameInput!) {
  setOdometerLeaderboardName(input: $input) {
    named
  }
}
    `) as unknown as TypedDocumentString<NameMeByKilometresMutation, NameMeByKilometresMutationVariables>;
export const DeedBoardDocument = new TypedDocumentString(`
    query DeedBoard($period: DeedPeriod!, $first: Int!, $after: String) {
  board: deedLeaderboard(period: $period, first: $first, after: $after) {
    edges {
      node {
        ...DeedPlace
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment DeedPlace on DeedStanding {
  rank
  pseudonym
  deeds
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<DeedBoardQuery, DeedBoardQueryVariables>;
export const DeedPlaceOfMineDocument = new TypedDocumentString(`
    query DeedPlaceOfMine($period: DeedPeriod!) {
  mine: myDeedStanding(period: $period) {
    ...DeedPlace
  }
  named: myDeedLeaderboardName
}
    fragment DeedPlace on DeedStanding {
  rank
  pseudonym
  deeds
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<DeedPlaceOfMineQuery, DeedPlaceOfMineQueryVariables>;
export const NameMeByDeedsDocument = new TypedDocumentString(`
    mutation NameMeByDeeds($input: SetDeedLeaderboardNameInput!) {
  setDeedLeaderboardName(input: $input) {
    named
  }
}
    `) as unknown as TypedDocumentString<NameMeByDeedsMutation, NameMeByDeedsMutationVariables>;
export const TokenBoardDocument = new TypedDocumentString(`
    query TokenBoard($period: RewardPeriod!, $board: RewardBoard!, $first: Int!, $after: String) {
  board: rewardLeaderboard(
    period: $period
    board: $board
    first: $first
    after: $after
  ) {
    edges {
      node {
        ...TokenPlace
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment TokenPlace on RewardStanding {
  rank
  pseudonym
  score
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<TokenBoardQuery, TokenBoardQueryVariables>;
export const TokenPlaceOfMineDocument = new TypedDocumentString(`
    query TokenPlaceOfMine($period: RewardPeriod!, $board: RewardBoard!) {
  mine: myRewardStanding(period: $period, board: $board) {
    ...TokenPlace
  }
  named: myRewardLeaderboardName
}
    fragment TokenPlace on RewardStanding {
  rank
  pseudonym
  score
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<TokenPlaceOfMineQuery, TokenPlaceOfMineQueryVariables>;
export const NameMeByTokensDocument = new TypedDocumentString(`
    mutation NameMeByTokens($input: SetRewardLeaderboardNameInput!) {
  setRewardLeaderboardName(input: $input) {
    named
  }
}
    `) as unknown as TypedDocumentString<NameMeByTokensMutation, NameMeByTokensMutationVariables>;
export const MeetupPageDocument = new TypedDocumentString(`
    query MeetupPage($id: UUID!) {
  meetup(id: $id) {
    ...MeetupShown
    attendees(first: 100) {
      edges {
        node {
          joinedAt
          checkedInAt
          checkedInBy
          user {
            id
            displayName
          }
        }
      }
    }
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<MeetupPageQuery, MeetupPageQueryVariables>;
export const MeetupPageLiveDocument = new TypedDocumentString(`
    subscription MeetupPageLive {
  meetupFeed {
    ...MeetupShown
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<MeetupPageLiveSubscription, MeetupPageLiveSubscriptionVariables>;
export const JoinThisMeetupDocument = new TypedDocumentString(`
    mutation JoinThisMeetup($input: MeetupIdInput!) {
  joinMeetup(input: $input) {
    ...MeetupShown
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<JoinThisMeetupMutation, JoinThisMeetupMutationVariables>;
export const LeaveThisMeetupDocument = new TypedDocumentString(`
    mutation LeaveThisMeetup($input: MeetupIdInput!) {
  leaveMeetup(input: $input) {
    ...MeetupShown
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<LeaveThisMeetupMutation, LeaveThisMeetupMutationVariables>;
export const CheckInToThisMeetupDocument = new TypedDocumentString(`
    mutation CheckInToThisMeetup($input: CheckInToMeetupInput!) {
  checkInToMeetup(input: $input) {
    checkedInAt
  }
}
    `) as unknown as TypedDocumentString<CheckInToThisMeetupMutation, CheckInToThisMeetupMutationVariables>;
export const AnnounceMeetupDocument = new TypedDocumentString(`
    mutation AnnounceMeetup($input: CreateMeetupInput!) {
  createMeetup(input: $input) {
    ...MeetupShown
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<AnnounceMeetupMutation, AnnounceMeetupMutationVariables>;
export const ChangeMeetupDocument = new TypedDocumentString(`
    mutation ChangeMeetup($input: UpdateMeetupInput!) {
  updateMeetup(input: $input) {
    ...MeetupShown
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<ChangeMeetupMutation, ChangeMeetupMutationVariables>;
export const CallOffMeetupDocument = new TypedDocumentString(`
    mutation CallOffMeetup($input: CancelMeetupInput!) {
  cancelMeetup(input: $input) {
    ...MeetupShown
  }
}
    fragment MeetupShown on Meetup {
  ...MeetupRow
  description
  imageUrl
  cancelReason
  location {
    latitude
    longitude
  }
}
fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<CallOffMeetupMutation, CallOffMeetupMutationVariables>;
export const ShowMeetupCodeDocument = new TypedDocumentString(`
    mutation ShowMeetupCode($input: MeetupIdInput!) {
  renewMeetupCode(input: $input) {
    code
  }
}
    `) as unknown as TypedDocumentString<ShowMeetupCodeMutation, ShowMeetupCodeMutationVariables>;
export const MeetupsPageDocument = new TypedDocumentString(`
    query MeetupsPage($filter: MeetupFilter, $first: Int!, $after: String) {
  meetups(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        ...MeetupRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<MeetupsPageQuery, MeetupsPageQueryVariables>;
export const MeetupsLiveDocument = new TypedDocumentString(`
    subscription MeetupsLive {
  meetupFeed {
    ...MeetupRow
  }
}
    fragment MeetupRow on Meetup {
  id
  title
  task
  address
  startsAt
  endsAt
  timeZone
  status
  capacity
  seatsTaken
  host {
    id
    displayName
  }
  myAttendance {
    joinedAt
    checkedInAt
  }
}`) as unknown as TypedDocumentString<MeetupsLiveSubscription, MeetupsLiveSubscriptionVariables>;
export const NotificationSettingsPageDocument = new TypedDocumentString(`
    query NotificationSettingsPage {
  vapidPublicKey
  me {
    id
    preferences {
      notifications {
        kind
        channel
        wanted
        fixed
      }
    }
    ...Pace
    devices(first: 20) {
      edges {
        node {
          id
          kind
          name
          seenAt
        }
      }
    }
  }
}
    fragment Pace on User {
  id
  notificationPace {
    quietHours {
      from
      until
    }
    digestHour
    timeZone
  }
  phone {
    masked
    country
    verifiedAt
  }
}`) as unknown as TypedDocumentString<NotificationSettingsPageQuery, NotificationSettingsPageQueryVariables>;
export const NotificationsPageDocument = new TypedDocumentString(`
    query NotificationsPage($first: Int!, $after: String) {
  me {
    id
    unreadNotifications
    notifications(first: $first, after: $after) {
      edges {
        node {
          ...Told
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment Told on Notification {
  id
  kind
  topic
  title
  body
  link
  createdAt
  readAt
}`) as unknown as TypedDocumentString<NotificationsPageQuery, NotificationsPageQueryVariables>;
export const UnreadCountDocument = new TypedDocumentString(`
    query UnreadCount {
  me {
    id
    unreadNotifications
  }
}
    `) as unknown as TypedDocumentString<UnreadCountQuery, UnreadCountQueryVariables>;
export const OdometerPageDocument = new TypedDocumentString(`
    query OdometerPage($first: Int!) {
  me {
    id
    odometerStats {
      readings
      score {
        kilometres
        co2SavedKg
      }
    }
    vehicles(first: 20) {
      edges {
        node {
          ...VehicleCard
          odometer {
            id
            value
            unit
            takenAt
          }
          odometerReadings(first: $first) {
            edges {
              node {
                ...ReadingRow
              }
            }
            pageInfo {
              hasNextPage
            }
          }
        }
      }
    }
  }
  myOdometerUploads(first: $first) {
    edges {
      node {
        ...UploadRow
      }
    }
    pageInfo {
      hasNextPage
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
  plate
  plateCountry
  connectors
  maxAcPowerW
  maxDcPowerW
  isDefault
}
fragment ReadingRow on OdometerReading {
  id
  value
  unit
  readingKm
  distanceKm
  takenAt
  reward {
    id
    amount
    status
  }
}
fragment UploadRow on OdometerUpload {
  id
  state
  unit
  takenAt
  submittedAt
  reasons {
    code
    message
  }
  vehicle {
    id
    name
  }
  reading {
    id
    value
    unit
  }
  photo {
    id
    thumbnailUrl
    appealUntil
  }
}`) as unknown as TypedDocumentString<OdometerPageQuery, OdometerPageQueryVariables>;
export const OdometerPageReadingsDocument = new TypedDocumentString(`
    query OdometerPageReadings($first: Int!, $after: String) {
  me {
    id
    vehicles(first: 20) {
      edges {
        node {
          id
          odometerReadings(first: $first, after: $after) {
            edges {
              node {
                ...ReadingRow
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
  }
}
    fragment ReadingRow on OdometerReading {
  id
  value
  unit
  readingKm
  distanceKm
  takenAt
  reward {
    id
    amount
    status
  }
}`) as unknown as TypedDocumentString<OdometerPageReadingsQuery, OdometerPageReadingsQueryVariables>;
export const OdometerPageUploadsDocument = new TypedDocumentString(`
    query OdometerPageUploads($first: Int!, $after: String) {
  myOdometerUploads(first: $first, after: $after) {
    edges {
      node {
        ...UploadRow
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment UploadRow on OdometerUpload {
  id
  state
  unit
  takenAt
  submittedAt
  reasons {
    code
    message
  }
  vehicle {
    id
    name
  }
  reading {
    id
    value
    unit
  }
  photo {
    id
    thumbnailUrl
    appealUntil
  }
}`) as unknown as TypedDocumentString<OdometerPageUploadsQuery, OdometerPageUploadsQueryVariables>;
export const OdometerPageLiveDocument = new TypedDocumentString(`
    subscription OdometerPageLive {
  myOdometerUploadsUpdated {
    ...UploadRow
  }
}
    fragment UploadRow on OdometerUpload {
  id
  state
  unit
  takenAt
  submittedAt
  reasons {
    code
    message
  }
  vehicle {
    id
    name
  }
  reading {
    id
    value
    unit
  }
  photo {
    id
    thumbnailUrl
    appealUntil
  }
}`) as unknown as TypedDocumentString<OdometerPageLiveSubscription, OdometerPageLiveSubscriptionVariables>;
export const PayBillsDocument = new TypedDocumentString(`
    query PayBills($first: Int!, $after: String) {
  me {
    id
    bills(first: $first, after: $after) {
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
}
    fragment BillShown on Bill {
  id
  state
  openedAt
  paidAt
  nextStepAt
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    amountMinor
    amount
    currency
  }
  why
  declineCode
  beingCorrected
  blocksUser
  session {
    id
    station {
      id
      timeZone
    }
  }
  reservation {
    id
  }
  topUpId
  place {
    name
    city
  }
  checkout {
    clientSecret
    approvalUrl
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
    toWallet
    reason
  }
  invoices {
    id
    kind
    number
    pdfUrl
    xmlUrl
    sandbox
  }
  receiptUrl
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<PayBillsQuery, PayBillsQueryVariables>;
export const PayHoldsDocument = new TypedDocumentString(`
    query PayHolds {
  me {
    id
    holds(first: 20) {
      edges {
        node {
          ...HoldShown
        }
      }
    }
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<PayHoldsQuery, PayHoldsQueryVariables>;
export const KeepWayDocument = new TypedDocumentString(`
    mutation KeepWay($input: SetUpPaymentMethodInput!) {
  setUpPaymentMethod(input: $input) {
    ...KeptWay
  }
}
    fragment KeptWay on PaymentMethod {
  id
  state
  provider
  kind
  label
  expiresOn
  expired
  isDefault
  declineCode
  clientSecret
  approvalUrl
}`) as unknown as TypedDocumentString<KeepWayMutation, KeepWayMutationVariables>;
export const MakeUsualWayDocument = new TypedDocumentString(`
    mutation MakeUsualWay($input: SetDefaultPaymentMethodInput!) {
  setDefaultPaymentMethod(input: $input) {
    ...KeptWay
  }
}
    fragment KeptWay on PaymentMethod {
  id
  state
  provider
  kind
  label
  expiresOn
  expired
  isDefault
  declineCode
  clientSecret
  approvalUrl
}`) as unknown as TypedDocumentString<MakeUsualWayMutation, MakeUsualWayMutationVariables>;
export const ForgetWayDocument = new TypedDocumentString(`
    mutation ForgetWay($input: RemovePaymentMethodInput!) {
  removePaymentMethod(input: $input) {
    ...KeptWay
  }
}
    fragment KeptWay on PaymentMethod {
  id
  state
  provider
  kind
  label
  expiresOn
  expired
  isDefault
  declineCode
  clientSecret
  approvalUrl
}`) as unknown as TypedDocumentString<ForgetWayMutation, ForgetWayMutationVariables>;
export const FillPurseDocument = new TypedDocumentString(`
    mutation FillPurse($input: TopUpWalletInput!) {
  topUpWallet(input: $input) {
    ...FillingShown
  }
}
    fragment FillingShown on TopUp {
  id
  state
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<FillPurseMutation, FillPurseMutationVariables>;
export const FillingDocument = new TypedDocumentString(`
    query Filling($id: UUID!) {
  topUp(id: $id) {
    ...FillingShown
  }
}
    fragment FillingShown on TopUp {
  id
  state
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<FillingQuery, FillingQueryVariables>;
export const PurseLiveDocument = new TypedDocumentString(`
    subscription PurseLive {
  walletUpdated {
    ...Purse
  }
}
    fragment Purse on MoneyWallet {
  balance {
    amountMinor
    amount
    currency
  }
  held {
    amountMinor
    amount
    currency
  }
}`) as unknown as TypedDocumentString<PurseLiveSubscription, PurseLiveSubscriptionVariables>;
export const EmptyPurseDocument = new TypedDocumentString(`
    mutation EmptyPurse($input: PayBackWalletInput!) {
  payBackWallet(input: $input) {
    ...Purse
  }
}
    fragment Purse on MoneyWallet {
  balance {
    amountMinor
    amount
    currency
  }
  held {
    amountMinor
    amount
    currency
  }
}`) as unknown as TypedDocumentString<EmptyPurseMutation, EmptyPurseMutationVariables>;
export const PayWaysDocument = new TypedDocumentString(`
    query PayWays {
  paymentProviders {
    provider
    publishableKey
    sandbox
  }
  me {
    id
    paymentStanding
    paymentMethods(first: 20) {
      edges {
        node {
          ...KeptWay
        }
      }
    }
    wallets {
      ...Purse
    }
  }
}
    fragment KeptWay on PaymentMethod {
  id
  state
  provider
  kind
  label
  expiresOn
  expired
  isDefault
  declineCode
  clientSecret
  approvalUrl
}
fragment Purse on MoneyWallet {
  balance {
    amountMinor
    amount
    currency
  }
  held {
    amountMinor
    amount
    currency
  }
}`) as unknown as TypedDocumentString<PayWaysQuery, PayWaysQueryVariables>;
export const HoldFlowDocument = new TypedDocumentString(`
    query HoldFlow($id: UUID!) {
  paymentHold(id: $id) {
    ...HoldShown
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<HoldFlowQuery, HoldFlowQueryVariables>;
export const HoldFlowLiveDocument = new TypedDocumentString(`
    subscription HoldFlowLive($id: UUID!) {
  holdUpdated(id: $id) {
    ...HoldShown
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<HoldFlowLiveSubscription, HoldFlowLiveSubscriptionVariables>;
export const BlockAmountDocument = new TypedDocumentString(`
    mutation BlockAmount($input: AuthorisePaymentInput!) {
  authorisePayment(input: $input) {
    ...HoldShown
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<BlockAmountMutation, BlockAmountMutationVariables>;
export const LetHoldGoDocument = new TypedDocumentString(`
    mutation LetHoldGo($input: ReleaseHoldInput!) {
  releaseHold(input: $input) {
    ...HoldShown
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<LetHoldGoMutation, LetHoldGoMutationVariables>;
export const BillFlowLiveDocument = new TypedDocumentString(`
    subscription BillFlowLive($billId: UUID!) {
  billUpdated(billId: $billId) {
    ...BillShown
  }
}
    fragment BillShown on Bill {
  id
  state
  openedAt
  paidAt
  nextStepAt
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    amountMinor
    amount
    currency
  }
  why
  declineCode
  beingCorrected
  blocksUser
  session {
    id
    station {
      id
      timeZone
    }
  }
  reservation {
    id
  }
  topUpId
  place {
    name
    city
  }
  checkout {
    clientSecret
    approvalUrl
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
    toWallet
    reason
  }
  invoices {
    id
    kind
    number
    pdfUrl
    xmlUrl
    sandbox
  }
  receiptUrl
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<BillFlowLiveSubscription, BillFlowLiveSubscriptionVariables>;
export const PayBillNowDocument = new TypedDocumentString(`
    mutation PayBillNow($input: PayBillInput!) {
  payBill(input: $input) {
    ...BillShown
  }
}
    fragment BillShown on Bill {
  id
  state
  openedAt
  paidAt
  nextStepAt
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    amountMinor
    amount
    currency
  }
  why
  declineCode
  beingCorrected
  blocksUser
  session {
    id
    station {
      id
      timeZone
    }
  }
  reservation {
    id
  }
  topUpId
  place {
    name
    city
  }
  checkout {
    clientSecret
    approvalUrl
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
    toWallet
    reason
  }
  invoices {
    id
    kind
    number
    pdfUrl
    xmlUrl
    sandbox
  }
  receiptUrl
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<PayBillNowMutation, PayBillNowMutationVariables>;
export const InvoicesAsTableDocument = new TypedDocumentString(`
    query InvoicesAsTable($userId: UUID!, $after: String) {
  invoiceTable(filter: {userId: $userId}, after: $after) {
    csv
    next
  }
}
    `) as unknown as TypedDocumentString<InvoicesAsTableQuery, InvoicesAsTableQueryVariables>;
export const PrivacyPageDocument = new TypedDocumentString(`
    query PrivacyPage {
  me {
    id
    consents {
      id
      kind
      version
      given
      at
    }
  }
  personExport {
    ...PersonExportFields
  }
  accountDeletion {
    ...AccountDeletionFields
  }
}
    fragment PersonExportFields on PersonExport {
  id
  requestedAt
  readyAt
  expiresAt
  bytes
  waitingFor
  missing
}
fragment AccountDeletionFields on AccountDeletion {
  id
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
}`) as unknown as TypedDocumentString<PrivacyPageQuery, PrivacyPageQueryVariables>;
export const ProfilePageDocument = new TypedDocumentString(`
    query ProfilePage($vehicles: Int!) {
  me {
    id
    displayName
    email
    locale
    units
    timeZone
    vehicles(first: $vehicles) {
      edges {
        node {
          ...VehicleCard
        }
      }
      pageInfo {
        hasNextPage
      }
    }
    idTokens {
      id
      value
      type
      status
      expiresAt
      createdAt
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
  plate
  plateCountry
  connectors
  maxAcPowerW
  maxDcPowerW
  isDefault
}`) as unknown as TypedDocumentString<ProfilePageQuery, ProfilePageQueryVariables>;
export const ReservationPageDocument = new TypedDocumentString(`
    query ReservationPage($id: UUID!) {
  reservation(id: $id) {
    ...SlotShown
  }
}
    fragment SlotShown on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  timeZone
  evseNumber
  heldFrom
  station {
    id
    name
    address
    city
  }
  session {
    id
  }
  terms {
    maxMinutes
    noShowAfterMinutes
  }
  feePreview {
    freeUntil
    cancelNow {
      ...Amount
    }
    noShow {
      ...Amount
    }
  }
  fee {
    kind
    amount {
      ...Amount
    }
    waivedReason
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<ReservationPageQuery, ReservationPageQueryVariables>;
export const ReservationPageLiveDocument = new TypedDocumentString(`
    subscription ReservationPageLive($id: UUID!) {
  reservationUpdated(id: $id) {
    ...SlotShown
  }
}
    fragment SlotShown on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  timeZone
  evseNumber
  heldFrom
  station {
    id
    name
    address
    city
  }
  session {
    id
  }
  terms {
    maxMinutes
    noShowAfterMinutes
  }
  feePreview {
    freeUntil
    cancelNow {
      ...Amount
    }
    noShow {
      ...Amount
    }
  }
  fee {
    kind
    amount {
      ...Amount
    }
    waivedReason
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<ReservationPageLiveSubscription, ReservationPageLiveSubscriptionVariables>;
export const ReservationsPageDocument = new TypedDocumentString(`
    query ReservationsPage($first: Int!, $after: String) {
  me {
    id
    reservations(first: $first, after: $after) {
      edges {
        node {
          ...SlotListed
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment SlotListed on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  timeZone
  station {
    id
    name
  }
}`) as unknown as TypedDocumentString<ReservationsPageQuery, ReservationsPageQueryVariables>;
export const ReservationsPageLiveDocument = new TypedDocumentString(`
    subscription ReservationsPageLive($id: UUID!) {
  reservationUpdated(id: $id) {
    ...SlotListed
  }
}
    fragment SlotListed on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  timeZone
  station {
    id
    name
  }
}`) as unknown as TypedDocumentString<ReservationsPageLiveSubscription, ReservationsPageLiveSubscriptionVariables>;
export const RewardPageDocument = new TypedDocumentString(`
    query RewardPage($id: UUID!) {
  rewardTrace(rewardId: $id) {
    reward {
      ...RewardRow
      payout
      quantity
      batchNumber
      batchIndex
      transactionHash
      blockNumber
      rule {
        id
        version
        unit
        per
        amount
      }
      chain {
        id
        name
        explorerUrl
      }
      session {
        id
        energyWh
        endedAt
        station {
          id
          timeZone
        }
      }
      reading {
        id
        value
        unit
        distanceKm
        approvedAt
        vehicle {
          id
          name
        }
        photo {
          ...PhotoProof
        }
      }
      deed {
        id
        task
        decidedAt
        photo {
          ...PhotoProof
        }
      }
    }
    ledger {
      id
      kind
      amount
      transactionHash
      at
    }
  }
}
    fragment PhotoProof on Photo {
  id
  sha256
  thumbnailUrl
  takenAt
  submittedAt
  judgedAt
  erasedAt
  verdict
  ruleVersion
  models {
    name
    version
  }
  checks {
    check
    outcome
  }
  decisions {
    decision
    decidedAt
    final
  }
}
fragment RewardRow on Reward {
  id
  amount
  status
  heldReason
  restsUntil
  earnedAt
  settledAt
  rule {
    id
    name
  }
  session {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RewardPageQuery, RewardPageQueryVariables>;
export const RewardPageLiveDocument = new TypedDocumentString(`
    subscription RewardPageLive {
  rewardEarned {
    ...RewardRow
    batchNumber
    batchIndex
    transactionHash
    blockNumber
  }
}
    fragment RewardRow on Reward {
  id
  amount
  status
  heldReason
  restsUntil
  earnedAt
  settledAt
  rule {
    id
    name
  }
  session {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<RewardPageLiveSubscription, RewardPageLiveSubscriptionVariables>;
export const SessionBillDocument = new TypedDocumentString(`
    query SessionBill($id: UUID!) {
  chargingSession(id: $id) {
    id
    bill {
      ...BillShown
    }
    hold {
      ...HoldShown
    }
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment BillShown on Bill {
  id
  state
  openedAt
  paidAt
  nextStepAt
  total {
    ...Amount
  }
  paid {
    ...Amount
  }
  due {
    amountMinor
    amount
    currency
  }
  why
  declineCode
  beingCorrected
  blocksUser
  session {
    id
    station {
      id
      timeZone
    }
  }
  reservation {
    id
  }
  topUpId
  place {
    name
    city
  }
  checkout {
    clientSecret
    approvalUrl
  }
  refunds {
    id
    state
    amount {
      ...Amount
    }
    toWallet
    reason
  }
  invoices {
    id
    kind
    number
    pdfUrl
    xmlUrl
    sandbox
  }
  receiptUrl
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<SessionBillQuery, SessionBillQueryVariables>;
export const SessionPageDocument = new TypedDocumentString(`
    query SessionPage($id: UUID!) {
  chargingSession(id: $id) {
    ...SessionShown
    powerProfile(points: 60) {
      from
      to
      meanW
      socPercent
    }
  }
}
    fragment SessionShown on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  parkingBilledFrom
  secondsUntilParkingIsBilled
  mayChargeUntil
  runningCost {
    ...Amount
  }
  costLines {
    type
    quantity
    billedQuantity
    price
    costInclVat {
      ...Amount
    }
    costExclVat {
      ...Amount
    }
  }
  station {
    id
    name
    address
    timeZone
  }
  chargeDetailRecord {
    id
    issuedAt
    totalEnergyWh
    totalCostInclVat {
      ...Amount
    }
    totalCostExclVat {
      ...Amount
    }
  }
  reward {
    id
    amount
    status
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<SessionPageQuery, SessionPageQueryVariables>;
export const SessionPageLiveDocument = new TypedDocumentString(`
    subscription SessionPageLive($sessionId: UUID!) {
  sessionUpdated(sessionId: $sessionId) {
    ...SessionShown
  }
}
    fragment SessionShown on ChargingSession {
  id
  status
  failureReason
  requestedAt
  startedAt
  endedAt
  measuredAt
  energyWh
  powerW
  socPercent
  minutesLeft
  parkingBilledFrom
  secondsUntilParkingIsBilled
  mayChargeUntil
  runningCost {
    ...Amount
  }
  costLines {
    type
    quantity
    billedQuantity
    price
    costInclVat {
      ...Amount
    }
    costExclVat {
      ...Amount
    }
  }
  station {
    id
    name
    address
    timeZone
  }
  chargeDetailRecord {
    id
    issuedAt
    totalEnergyWh
    totalCostInclVat {
      ...Amount
    }
    totalCostExclVat {
      ...Amount
    }
  }
  reward {
    id
    amount
    status
  }
}
fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<SessionPageLiveSubscription, SessionPageLiveSubscriptionVariables>;
export const SessionShareShownDocument = new TypedDocumentString(`
    query SessionShareShown($id: UUID!) {
  chargingSession(id: $id) {
    id
    share {
      shareA
      late
      waitingSince
    }
  }
}
    `) as unknown as TypedDocumentString<SessionShareShownQuery, SessionShareShownQueryVariables>;
export const SessionsPageDocument = new TypedDocumentString(`
    query SessionsPage($filter: ChargingHistoryFilter, $first: Int!, $after: String) {
  me {
    id
    chargingSessions(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          id
          status
          requestedAt
          startedAt
          energyWh
          runningCost {
            ...Amount
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
}
    fragment Amount on Money {
  amount
  currency
}`) as unknown as TypedDocumentString<SessionsPageQuery, SessionsPageQueryVariables>;
export const SessionsSumsDocument = new TypedDocumentString(`
    query SessionsSums($timeZone: String!) {
  me {
    id
    chargingStatistics(timeZone: $timeZone, months: 120) {
      total {
        ...ChargedSum
      }
      months {
        month
        charged {
          ...ChargedSum
        }
      }
      co2Formula
      co2Sources {
        name
        value
        unit
        year
        source
        url
      }
    }
    vehicles(first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
}
    fragment Amount on Money {
  amount
  currency
}
fragment ChargedSum on ChargedAmounts {
  sessions
  energyWh
  costs {
    ...Amount
  }
  co2SavedKg
}`) as unknown as TypedDocumentString<SessionsSumsQuery, SessionsSumsQueryVariables>;
export const SessionsAsTableDocument = new TypedDocumentString(`
    query SessionsAsTable($filter: ChargingHistoryFilter, $after: String) {
  me {
    id
    chargingSessionTable(filter: $filter, after: $after) {
      csv
      next
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsAsTableQuery, SessionsAsTableQueryVariables>;
export const StationAboutDocument = new TypedDocumentString(`
    query StationAbout($id: UUID!) {
  station(id: $id) {
    id
    timeZone
    access
    facilities
    openNow
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
    photos {
      id
      alt
      width
      height
      url
      thumbnailUrl
    }
    evses {
      id
      number
      connectors {
        id
        tariff {
          ...TariffShown
        }
      }
    }
  }
}
    fragment TariffShown on Tariff {
  id
  currency
  description
  elements {
    components {
      type
      priceInclVat
      priceExclVat
    }
    restrictions {
      startTime
      endTime
      minEnergyWh
      maxEnergyWh
      minDurationSeconds
      maxDurationSeconds
      daysOfWeek
      reservation
    }
  }
  idle {
    graceMinutes
  }
}`) as unknown as TypedDocumentString<StationAboutQuery, StationAboutQueryVariables>;
export const StationFavouriteDocument = new TypedDocumentString(`
    query StationFavourite($id: UUID!) {
  station(id: $id) {
    id
    favourite {
      addedAt
    }
  }
}
    `) as unknown as TypedDocumentString<StationFavouriteQuery, StationFavouriteQueryVariables>;
export const StationPageDocument = new TypedDocumentString(`
    query StationPage($id: UUID!) {
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
      evseId
      status
      connectors {
        ...StationConnector
      }
    }
  }
  me {
    id
    activeChargingSession {
      id
    }
    paymentStanding
    holds(first: 5) {
      edges {
        node {
          ...HoldShown
        }
      }
    }
    vehicles(first: 20) {
      edges {
        node {
          id
          name
          isDefault
        }
      }
    }
  }
}
    fragment HoldShown on PaymentHold {
  id
  state
  way
  amount {
    ...Amount
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
  connector {
    id
    station {
      id
      name
      timeZone
    }
  }
  session {
    id
  }
}
fragment Amount on Money {
  amount
  currency
}
fragment StationConnector on Connector {
  id
  number
  standard
  maxPowerW
  status
  statusUpdatedAt
  preauthorization {
    amount {
      amountMinor
      amount
      currency
    }
    ways
    usableMinutes
  }
  tariff {
    id
    currency
    elements {
      components {
        type
        priceInclVat
        priceExclVat
      }
    }
  }
}`) as unknown as TypedDocumentString<StationPageQuery, StationPageQueryVariables>;
export const StationPageLiveDocument = new TypedDocumentString(`
    subscription StationPageLive($stationId: UUID!) {
  stationAvailability(stationId: $stationId) {
    id
    online
    evses {
      id
      status
      connectors {
        id
        status
        statusUpdatedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationPageLiveSubscription, StationPageLiveSubscriptionVariables>;
export const StationPageQuoteDocument = new TypedDocumentString(`
    query StationPageQuote($input: PriceQuoteInput!) {
  priceQuote(input: $input) {
    energyWh
    chargingSeconds
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
    `) as unknown as TypedDocumentString<StationPageQuoteQuery, StationPageQuoteQueryVariables>;
export const StationTermsDocument = new TypedDocumentString(`
    query StationTerms($id: UUID!) {
  station(id: $id) {
    id
    bookingTerms {
      open
      minMinutes
      maxMinutes
      aheadDays
    }
  }
}
    `) as unknown as TypedDocumentString<StationTermsQuery, StationTermsQueryVariables>;
export const StationSlotsDocument = new TypedDocumentString(`
    query StationSlots($id: UUID!, $day: String!, $minutes: Int!, $powerW: Int) {
  station(id: $id) {
    id
    slots(day: $day, minutes: $minutes, powerW: $powerW) {
      ...FreeSlot
    }
  }
}
    fragment FreeSlot on Slot {
  startsAt
  endsAt
  localStart
  evses
}`) as unknown as TypedDocumentString<StationSlotsQuery, StationSlotsQueryVariables>;
export const StationSlotsLiveDocument = new TypedDocumentString(`
    subscription StationSlotsLive($id: UUID!, $day: String!, $minutes: Int!, $powerW: Int) {
  slotsChanged(stationId: $id) {
    id
    slots(day: $day, minutes: $minutes, powerW: $powerW) {
      ...FreeSlot
    }
  }
}
    fragment FreeSlot on Slot {
  startsAt
  endsAt
  localStart
  evses
}`) as unknown as TypedDocumentString<StationSlotsLiveSubscription, StationSlotsLiveSubscriptionVariables>;
export const StationsPageDocument = new TypedDocumentString(`
    query StationsPage($input: NearestConnectorsInput!, $after: String, $signedIn: Boolean!) {
  nearestConnectors(input: $input, first: 40, after: $after) {
    edges {
      node {
        id
        station {
          ...ListedStation
          favourite @include(if: $signedIn) {
            addedAt
          }
        }
        tariff {
          id
          currency
          elements {
            components {
              type
              priceInclVat
              priceExclVat
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
    fragment ListedStation on Station {
  id
  name
  address
  city
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
    }
  }
}`) as unknown as TypedDocumentString<StationsPageQuery, StationsPageQueryVariables>;
export const StationsPageMapDocument = new TypedDocumentString(`
    query StationsPageMap($box: BoxInput!, $zoom: Int!, $filter: StationFilter) {
  stationsIn(box: $box, zoom: $zoom, filter: $filter) {
    count
    clusters {
      count
      location {
        latitude
        longitude
      }
      bounds {
        south
        west
        north
        east
      }
      station {
        ...ListedStation
      }
    }
  }
}
    fragment ListedStation on Station {
  id
  name
  address
  city
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
    }
  }
}`) as unknown as TypedDocumentString<StationsPageMapQuery, StationsPageMapQueryVariables>;
export const StationsPageLiveDocument = new TypedDocumentString(`
    subscription StationsPageLive($input: WatchStationsInput!) {
  stationsAvailability(input: $input) {
    stations {
      id
      online
      evses {
        id
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationsPageLiveSubscription, StationsPageLiveSubscriptionVariables>;
export const StationsPageReaderDocument = new TypedDocumentString(`
    query StationsPageReader {
  me {
    id
    units
    vehicles(first: 20) {
      edges {
        node {
          id
          name
          connectors
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationsPageReaderQuery, StationsPageReaderQueryVariables>;
export const WalletPageDocument = new TypedDocumentString(`
    query WalletPage {
  me {
    id
    payoutAddress
    wallet {
      ...WalletCard
    }
    rewardChain {
      id
      name
    }
    rewardBalance {
      earned
      settled
      pending
      owed
      held
    }
  }
}
    fragment WalletCard on Wallet {
  address
  chainId
  contract
  linkedAt
}`) as unknown as TypedDocumentString<WalletPageQuery, WalletPageQueryVariables>;
export const WalletRewardsDocument = new TypedDocumentString(`
    query WalletRewards($first: Int!, $after: String) {
  me {
    id
    rewards(first: $first, after: $after) {
      edges {
        node {
          ...RewardRow
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment RewardRow on Reward {
  id
  amount
  status
  heldReason
  restsUntil
  earnedAt
  settledAt
  rule {
    id
    name
  }
  session {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<WalletRewardsQuery, WalletRewardsQueryVariables>;
export const WalletPageLiveDocument = new TypedDocumentString(`
    subscription WalletPageLive {
  rewardEarned {
    ...RewardRow
  }
}
    fragment RewardRow on Reward {
  id
  amount
  status
  heldReason
  restsUntil
  earnedAt
  settledAt
  rule {
    id
    name
  }
  session {
    id
    station {
      id
      name
    }
  }
}`) as unknown as TypedDocumentString<WalletPageLiveSubscription, WalletPageLiveSubscriptionVariables>;
export const PasskeysDocument = new TypedDocumentString(`
    query Passkeys {
  me {
    id
    passkeys {
      ...PasskeyCard
    }
  }
}
    fragment PasskeyCard on Passkey {
  id
  name
  transports
  backedUp
  createdAt
  lastUsedAt
}`) as unknown as TypedDocumentString<PasskeysQuery, PasskeysQueryVariables>;
export const BeginPasskeyRegistrationDocument = new TypedDocumentString(`
    mutation BeginPasskeyRegistration {
  beginPasskeyRegistration {
    options
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginPasskeyRegistrationMutation, BeginPasskeyRegistrationMutationVariables>;
export const RegisterPasskeyDocument = new TypedDocumentString(`
    mutation RegisterPasskey($input: RegisterPasskeyInput!) {
  registerPasskey(input: $input) {
    passkey {
      ...PasskeyCard
    }
  }
}
    fragment PasskeyCard on Passkey {
  id
  name
  transports
  backedUp
  createdAt
  lastUsedAt
}`) as unknown as TypedDocumentString<RegisterPasskeyMutation, RegisterPasskeyMutationVariables>;
export const BeginPasskeySignInDocument = new TypedDocumentString(`
    mutation BeginPasskeySignIn {
  beginPasskeySignIn {
    options
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginPasskeySignInMutation, BeginPasskeySignInMutationVariables>;
export const SignInWithPasskeyDocument = new TypedDocumentString(`
    mutation SignInWithPasskey($input: SignInWithPasskeyInput!) {
  signInWithPasskey(input: $input) {
    user {
      id
      displayName
      roles
    }
    login {
      accessToken
      accessTokenExpiresAt
      refreshToken
      refreshTokenExpiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<SignInWithPasskeyMutation, SignInWithPasskeyMutationVariables>;
export const RenamePasskeyDocument = new TypedDocumentString(`
    mutation RenamePasskey($input: RenamePasskeyInput!) {
  renamePasskey(input: $input) {
    passkey {
      ...PasskeyCard
    }
  }
}
    fragment PasskeyCard on Passkey {
  id
  name
  transports
  backedUp
  createdAt
  lastUsedAt
}`) as unknown as TypedDocumentString<RenamePasskeyMutation, RenamePasskeyMutationVariables>;
export const RemovePasskeyDocument = new TypedDocumentString(`
    mutation RemovePasskey($input: RemovePasskeyInput!) {
  removePasskey(input: $input) {
    passkey {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RemovePasskeyMutation, RemovePasskeyMutationVariables>;
export const PaymentProvidersDocument = new TypedDocumentString(`
    query PaymentProviders {
  paymentProviders {
    provider
    publishableKey
    sandbox
  }
}
    `) as unknown as TypedDocumentString<PaymentProvidersQuery, PaymentProvidersQueryVariables>;
export const SetUpPaymentMethodDocument = new TypedDocumentString(`
    mutation SetUpPaymentMethod($input: SetUpPaymentMethodInput!) {
  setUpPaymentMethod(input: $input) {
    ...PaymentMethodState
  }
}
    fragment PaymentMethodState on PaymentMethod {
  id
  state
  kind
  label
  isDefault
  declineCode
  clientSecret
  approvalUrl
}`) as unknown as TypedDocumentString<SetUpPaymentMethodMutation, SetUpPaymentMethodMutationVariables>;
export const MyPaymentMethodsDocument = new TypedDocumentString(`
    query MyPaymentMethods($first: Int, $after: String) {
  me {
    id
    paymentMethods(first: $first, after: $after) {
      edges {
        node {
          ...PaymentMethodState
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment PaymentMethodState on PaymentMethod {
  id
  state
  kind
  label
  isDefault
  declineCode
  clientSecret
  approvalUrl
}`) as unknown as TypedDocumentString<MyPaymentMethodsQuery, MyPaymentMethodsQueryVariables>;
export const ConnectorPreauthorizationDocument = new TypedDocumentString(`
    query ConnectorPreauthorization($connectorId: UUID!) {
  connector(id: $connectorId) {
    id
    preauthorization {
      amount {
        amountMinor
        currency
      }
      ways
      usableMinutes
    }
  }
}
    `) as unknown as TypedDocumentString<ConnectorPreauthorizationQuery, ConnectorPreauthorizationQueryVariables>;
export const AuthorisePaymentDocument = new TypedDocumentString(`
    mutation AuthorisePayment($input: AuthorisePaymentInput!) {
  authorisePayment(input: $input) {
    ...HoldState
  }
}
    fragment HoldState on PaymentHold {
  id
  state
  amount {
    amountMinor
    currency
  }
  captured {
    amountMinor
    currency
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
}`) as unknown as TypedDocumentString<AuthorisePaymentMutation, AuthorisePaymentMutationVariables>;
export const HoldUpdatedDocument = new TypedDocumentString(`
    subscription HoldUpdated($id: UUID!) {
  holdUpdated(id: $id) {
    ...HoldState
  }
}
    fragment HoldState on PaymentHold {
  id
  state
  amount {
    amountMinor
    currency
  }
  captured {
    amountMinor
    currency
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
}`) as unknown as TypedDocumentString<HoldUpdatedSubscription, HoldUpdatedSubscriptionVariables>;
export const BillOfSessionDocument = new TypedDocumentString(`
    query BillOfSession($sessionId: UUID!) {
  chargingSession(id: $sessionId) {
    id
    hold {
      ...HoldState
    }
    bill {
      ...BillAmounts
    }
  }
}
    fragment HoldState on PaymentHold {
  id
  state
  amount {
    amountMinor
    currency
  }
  captured {
    amountMinor
    currency
  }
  clientSecret
  approvalUrl
  declineCode
  usableUntil
}
fragment BillAmounts on Bill {
  id
  state
  total {
    amountMinor
    currency
  }
  paid {
    amountMinor
    currency
  }
  due {
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
}`) as unknown as TypedDocumentString<BillOfSessionQuery, BillOfSessionQueryVariables>;
export const BillUpdatedDocument = new TypedDocumentString(`
    subscription BillUpdated($billId: UUID!) {
  billUpdated(billId: $billId) {
    ...BillAmounts
  }
}
    fragment BillAmounts on Bill {
  id
  state
  total {
    amountMinor
    currency
  }
  paid {
    amountMinor
    currency
  }
  due {
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
}`) as unknown as TypedDocumentString<BillUpdatedSubscription, BillUpdatedSubscriptionVariables>;
export const MyInvoicesDocument = new TypedDocumentString(`
    query MyInvoices($first: Int, $after: String) {
  me {
    id
    invoices(first: $first, after: $after) {
      edges {
        node {
          id
          kind
          number
          issuerName
          total {
            amountMinor
            currency
          }
          vat {
            amountMinor
            currency
          }
          pdfUrl
          xmlUrl
          sandbox
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MyInvoicesQuery, MyInvoicesQueryVariables>;
export const PersonExportDocument = new TypedDocumentString(`
    query PersonExport {
  personExport {
    ...PersonExportFields
  }
}
    fragment PersonExportFields on PersonExport {
  id
  requestedAt
  readyAt
  expiresAt
  bytes
  waitingFor
  missing
}`) as unknown as TypedDocumentString<PersonExportQuery, PersonExportQueryVariables>;
export const RequestPersonExportDocument = new TypedDocumentString(`
    mutation RequestPersonExport($input: RequestPersonExportInput!) {
  requestPersonExport(input: $input) {
    export {
      ...PersonExportFields
    }
  }
}
    fragment PersonExportFields on PersonExport {
  id
  requestedAt
  readyAt
  expiresAt
  bytes
  waitingFor
  missing
}`) as unknown as TypedDocumentString<RequestPersonExportMutation, RequestPersonExportMutationVariables>;
export const DownloadPersonExportDocument = new TypedDocumentString(`
    mutation DownloadPersonExport($input: DownloadPersonExportInput!) {
  downloadPersonExport(input: $input) {
    content
    next
    bytes
  }
}
    `) as unknown as TypedDocumentString<DownloadPersonExportMutation, DownloadPersonExportMutationVariables>;
export const AccountDeletionDocument = new TypedDocumentString(`
    query AccountDeletion {
  accountDeletion {
    ...AccountDeletionFields
  }
}
    fragment AccountDeletionFields on AccountDeletion {
  id
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
}`) as unknown as TypedDocumentString<AccountDeletionQuery, AccountDeletionQueryVariables>;
export const DeleteAccountDocument = new TypedDocumentString(`
    mutation DeleteAccount($input: DeleteAccountInput!) {
  deleteAccount(input: $input) {
    deletion {
      ...AccountDeletionFields
    }
  }
}
    fragment AccountDeletionFields on AccountDeletion {
  id
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
}`) as unknown as TypedDocumentString<DeleteAccountMutation, DeleteAccountMutationVariables>;
export const CancelAccountDeletionDocument = new TypedDocumentString(`
    mutation CancelAccountDeletion {
  cancelAccountDeletion {
    deletion {
      ...AccountDeletionFields
    }
  }
}
    fragment AccountDeletionFields on AccountDeletion {
  id
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
}`) as unknown as TypedDocumentString<CancelAccountDeletionMutation, CancelAccountDeletionMutationVariables>;
export const PhotoConsentDocument = new TypedDocumentString(`
    query PhotoConsent {
  photoConsent {
    version
    text
    mine {
      version
      givenAt
    }
  }
}
    `) as unknown as TypedDocumentString<PhotoConsentQuery, PhotoConsentQueryVariables>;
export const GiveConsentDocument = new TypedDocumentString(`
    mutation GiveConsent($input: GiveConsentInput!) {
  giveConsent(input: $input) {
    consent {
      version
      givenAt
    }
  }
}
    `) as unknown as TypedDocumentString<GiveConsentMutation, GiveConsentMutationVariables>;
export const WithdrawConsentDocument = new TypedDocumentString(`
    mutation WithdrawConsent {
  withdrawConsent {
    consent {
      version
      withdrawnAt
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawConsentMutation, WithdrawConsentMutationVariables>;
export const StartCaptureDocument = new TypedDocumentString(`
    mutation StartCapture($input: StartCaptureInput!) {
  startCapture(input: $input) {
    capture {
      id
      nonce
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<StartCaptureMutation, StartCaptureMutationVariables>;
export const RequestPhotoUploadDocument = new TypedDocumentString(`
    mutation RequestPhotoUpload($input: RequestPhotoUploadInput!) {
  requestPhotoUpload(input: $input) {
    photo {
      id
    }
    url
    method
    headers {
      name
      value
    }
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<RequestPhotoUploadMutation, RequestPhotoUploadMutationVariables>;
export const AppealVerdictDocument = new TypedDocumentString(`
    mutation AppealVerdict($input: AppealVerdictInput!) {
  appealVerdict(input: $input) {
    photo {
      ...JudgedPhoto
    }
  }
}
    fragment JudgedPhoto on Photo {
  id
  purpose
  status
  reasons {
    code
    message
  }
  thumbnailUrl
  judgedAt
  reading {
    value
    confidence
  }
  confidence
  models {
    name
    version
  }
  checks {
    check
    outcome
    reason
  }
}`) as unknown as TypedDocumentString<AppealVerdictMutation, AppealVerdictMutationVariables>;
export const ErasePhotosDocument = new TypedDocumentString(`
    mutation ErasePhotos {
  erasePhotos(input: {}) {
    erased
  }
}
    `) as unknown as TypedDocumentString<ErasePhotosMutation, ErasePhotosMutationVariables>;
export const MyPhotosDocument = new TypedDocumentString(`
    query MyPhotos($first: Int, $after: String) {
  myPhotos(first: $first, after: $after) {
    edges {
      node {
        ...JudgedPhoto
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment JudgedPhoto on Photo {
  id
  purpose
  status
  reasons {
    code
    message
  }
  thumbnailUrl
  judgedAt
  reading {
    value
    confidence
  }
  confidence
  models {
    name
    version
  }
  checks {
    check
    outcome
    reason
  }
}`) as unknown as TypedDocumentString<MyPhotosQuery, MyPhotosQueryVariables>;
export const PhotoUpdatedDocument = new TypedDocumentString(`
    subscription PhotoUpdated($id: UUID!) {
  photoUpdated(id: $id) {
    ...JudgedPhoto
  }
}
    fragment JudgedPhoto on Photo {
  id
  purpose
  status
  reasons {
    code
    message
  }
  thumbnailUrl
  judgedAt
  reading {
    value
    confidence
  }
  confidence
  models {
    name
    version
  }
  checks {
    check
    outcome
    reason
  }
}`) as unknown as TypedDocumentString<PhotoUpdatedSubscription, PhotoUpdatedSubscriptionVariables>;
export const ReservePhotoDocument = new TypedDocumentString(`
    mutation ReservePhoto($input: RequestPhotoUploadInput!) {
  requestPhotoUpload(input: $input) {
    photo {
      id
      user {
        id
      }
    }
    url
    method
    headers {
      name
      value
    }
  }
}
    `) as unknown as TypedDocumentString<ReservePhotoMutation, ReservePhotoMutationVariables>;
export const BookReservationDocument = new TypedDocumentString(`
    mutation BookReservation($input: BookReservationInput!) {
  bookReservation(input: $input) {
    ...Slot
  }
}
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<BookReservationMutation, BookReservationMutationVariables>;
export const ChangeReservationDocument = new TypedDocumentString(`
    mutation ChangeReservation($input: ChangeReservationInput!) {
  changeReservation(input: $input) {
    ...Slot
  }
}
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<ChangeReservationMutation, ChangeReservationMutationVariables>;
export const ExtendReservationDocument = new TypedDocumentString(`
    mutation ExtendReservation($input: ExtendReservationInput!) {
  extendReservation(input: $input) {
    ...Slot
  }
}
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<ExtendReservationMutation, ExtendReservationMutationVariables>;
export const CancelBookingDocument = new TypedDocumentString(`
    mutation CancelBooking($input: CancelBookingInput!) {
  cancelBooking(input: $input) {
    ...Slot
  }
}
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<CancelBookingMutation, CancelBookingMutationVariables>;
export const MyReservationsDocument = new TypedDocumentString(`
    query MyReservations {
  me {
    id
    reservations(first: 20) {
      edges {
        node {
          ...Slot
        }
      }
    }
  }
}
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<MyReservationsQuery, MyReservationsQueryVariables>;
export const ReservationUpdatedDocument = new TypedDocumentString(`
    subscription ReservationUpdated($id: UUID!) {
  reservationUpdated(id: $id) {
    ...Slot
  }
}
    fragment Slot on Reservation {
  id
  state
  reason
  startsAt
  endsAt
  localStart
  localEnd
  timeZone
  cancelUntil
  station {
    id
    name
  }
  connector {
    id
  }
  feePreview {
    freeUntil
    cancelNow {
      amountMinor
      currency
    }
    noShow {
      amountMinor
      currency
    }
  }
}`) as unknown as TypedDocumentString<ReservationUpdatedSubscription, ReservationUpdatedSubscriptionVariables>;
export const RewardBalanceDocument = new TypedDocumentString(`
    query RewardBalance {
  me {
    id
    payoutAddress
    rewardBalance {
      earned
      settled
      pending
      owed
      held
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
  payout
  status
  heldReason
  restsUntil
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
  payout
  status
  heldReason
  restsUntil
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
  payout
  status
  heldReason
  restsUntil
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
export const RewardTraceDocument = new TypedDocumentString(`
    query RewardTrace($rewardId: UUID!) {
  rewardTrace(rewardId: $rewardId) {
    reward {
      ...EarnedReward
      chainIndex
      batchIndex
      quantity
      reading {
        id
        value
        distanceKm
        photo {
          ...TracedPhoto
        }
      }
      deed {
        id
        task
        photo {
          ...TracedPhoto
        }
      }
    }
    ledger {
      kind
      amount
      rewardId
      counterRewardId
      transactionHash
      at
    }
  }
}
    fragment EarnedReward on Reward {
  id
  amount
  payout
  status
  heldReason
  restsUntil
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
fragment TracedPhoto on Photo {
  id
  sha256
  verdict
  ruleVersion
  confidence
  models {
    name
    version
  }
  checks {
    check
    version
    outcome
    score
    reason
  }
  decisions {
    decision
    reading
    decidedAt
    reviewer {
      id
    }
  }
}`) as unknown as TypedDocumentString<RewardTraceQuery, RewardTraceQueryVariables>;
export const RewardProofDocument = new TypedDocumentString(`
    query RewardProof($id: UUID!) {
  reward(id: $id) {
    id
    payout
    key
    chainIndex
    batchNumber
    batchIndex
    transactionHash
    blockNumber
    chain {
      id
      distributor
      explorerUrl
    }
    user {
      id
      payoutAddress
    }
  }
}
    `) as unknown as TypedDocumentString<RewardProofQuery, RewardProofQueryVariables>;
export const RewardChainsDocument = new TypedDocumentString(`
    query RewardChains {
  chains {
    ...ChainRow
  }
  me {
    id
    rewardChain {
      id
    }
  }
}
    fragment ChainRow on Chain {
  id
  name
  standard
  token
  distributor
  explorerUrl
  headBlock
  finalBlock
}`) as unknown as TypedDocumentString<RewardChainsQuery, RewardChainsQueryVariables>;
export const ChooseRewardChainDocument = new TypedDocumentString(`
    mutation ChooseRewardChain($input: ChooseRewardChainInput!) {
  chooseRewardChain(input: $input) {
    ...ChainRow
  }
}
    fragment ChainRow on Chain {
  id
  name
  standard
  token
  distributor
  explorerUrl
  headBlock
  finalBlock
}`) as unknown as TypedDocumentString<ChooseRewardChainMutation, ChooseRewardChainMutationVariables>;
export const RewardLeaderboardDocument = new TypedDocumentString(`
    query RewardLeaderboard($period: RewardPeriod!, $board: RewardBoard!, $at: DateTime, $first: Int, $after: String) {
  rewardLeaderboard(
    period: $period
    board: $board
    at: $at
    first: $first
    after: $after
  ) {
    edges {
      node {
        ...RewardPlace
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  myRewardStanding(period: $period, board: $board, at: $at) {
    ...RewardPlace
  }
}
    fragment RewardPlace on RewardStanding {
  rank
  score
  pseudonym
  user {
    id
    displayName
  }
}`) as unknown as TypedDocumentString<RewardLeaderboardQuery, RewardLeaderboardQueryVariables>;
export const SetRewardLeaderboardNameDocument = new TypedDocumentString(`
    mutation SetRewardLeaderboardName($input: SetRewardLeaderboardNameInput!) {
  setRewardLeaderboardName(input: $input) {
    named
  }
}
    `) as unknown as TypedDocumentString<SetRewardLeaderboardNameMutation, SetRewardLeaderboardNameMutationVariables>;
export const SessionShareDocument = new TypedDocumentString(`
    query SessionShare($sessionId: UUID!) {
  chargingSession(id: $sessionId) {
    id
    share {
      shareA
      keptA
      late
      waitingSince
    }
  }
}
    `) as unknown as TypedDocumentString<SessionShareQuery, SessionShareQueryVariables>;
export const SignedMeterDocument = new TypedDocumentString(`
    query SignedMeter($sessionId: UUID!) {
  chargingSession(id: $sessionId) {
    id
    status
    held
    flags
    chargeDetailRecord {
      id
      totalEnergyWh
      signedMeter {
        result
        begin {
          at
          registerWh
          page
          meterSerial
        }
        end {
          at
          registerWh
          page
        }
        publicKey
        curve
        transparencyFile
      }
    }
    signedMeter {
      result
      problems
      values(first: 50) {
        edges {
          node {
            text
            context
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SignedMeterQuery, SignedMeterQueryVariables>;
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
        minPowerW
        maxPowerW
        minCurrentA
        maxCurrentA
        minDurationSeconds
        maxDurationSeconds
        daysOfWeek
        reservation
      }
    }
    minPrice {
      exclVat
      inclVat
    }
    maxPrice {
      exclVat
      inclVat
    }
    altTexts {
      language
      text
    }
    idle {
      graceMinutes
      noticeMinutes
    }
  }
}`) as unknown as TypedDocumentString<NearestConnectorsQuery, NearestConnectorsQueryVariables>;
export const SearchStationsDocument = new TypedDocumentString(`
    query SearchStations($filter: StationFilter!, $first: Int, $after: String) {
  stations(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...StationFound
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StationFound on Station {
  id
  name
  address
  city
  country
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
      status
    }
  }
}`) as unknown as TypedDocumentString<SearchStationsQuery, SearchStationsQueryVariables>;
export const StationsOnMapDocument = new TypedDocumentString(`
    query StationsOnMap($box: BoxInput!, $zoom: Int!, $filter: StationFilter) {
  stationsIn(box: $box, zoom: $zoom, filter: $filter) {
    count
    clusters {
      count
      location {
        latitude
        longitude
      }
      bounds {
        south
        west
        north
        east
      }
      station {
        ...StationFound
      }
    }
  }
}
    fragment StationFound on Station {
  id
  name
  address
  city
  country
  online
  location {
    latitude
    longitude
  }
  evses {
    id
    status
    connectors {
      id
      standard
      maxPowerW
      status
    }
  }
}`) as unknown as TypedDocumentString<StationsOnMapQuery, StationsOnMapQueryVariables>;
export const StationDetailsDocument = new TypedDocumentString(`
    query StationDetails($id: UUID!) {
  station(id: $id) {
    id
    name
    address
    city
    timeZone
    online
    access
    facilities
    openNow
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
        minPowerW
        maxPowerW
        minCurrentA
        maxCurrentA
        minDurationSeconds
        maxDurationSeconds
        daysOfWeek
        reservation
      }
    }
    minPrice {
      exclVat
      inclVat
    }
    maxPrice {
      exclVat
      inclVat
    }
    altTexts {
      language
      text
    }
    idle {
      graceMinutes
      noticeMinutes
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
export const StationsAvailabilityDocument = new TypedDocumentString(`
    subscription StationsAvailability($input: WatchStationsInput!) {
  stationsAvailability(input: $input) {
    stations {
      id
      online
      evses {
        id
        status
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StationsAvailabilitySubscription, StationsAvailabilitySubscriptionVariables>;
export const FreeSlotsDocument = new TypedDocumentString(`
    query FreeSlots($stationId: UUID!, $day: String!, $minutes: Int!, $powerW: Int) {
  station(id: $stationId) {
    ...StationSlots
  }
}
    fragment StationSlots on Station {
  id
  bookingTerms {
    open
    minMinutes
    maxMinutes
    aheadDays
    changeUntilMinutes
    cancelUntilMinutes
    noShowAfterMinutes
  }
  slots(day: $day, minutes: $minutes, powerW: $powerW) {
    startsAt
    endsAt
    localStart
    localEnd
    evses
  }
}`) as unknown as TypedDocumentString<FreeSlotsQuery, FreeSlotsQueryVariables>;
export const SlotsChangedDocument = new TypedDocumentString(`
    subscription SlotsChanged($stationId: UUID!, $day: String!, $minutes: Int!, $powerW: Int) {
  slotsChanged(stationId: $stationId) {
    ...StationSlots
  }
}
    fragment StationSlots on Station {
  id
  bookingTerms {
    open
    minMinutes
    maxMinutes
    aheadDays
    changeUntilMinutes
    cancelUntilMinutes
    noShowAfterMinutes
  }
  slots(day: $day, minutes: $minutes, powerW: $powerW) {
    startsAt
    endsAt
    localStart
    localEnd
    evses
  }
}`) as unknown as TypedDocumentString<SlotsChangedSubscription, SlotsChangedSubscriptionVariables>;
export const MyWaitlistDocument = new TypedDocumentString(`
    query MyWaitlist {
  me {
    id
    waitlist(first: 20) {
      edges {
        node {
          ...Waiting
        }
      }
    }
  }
}
    fragment Waiting on WaitlistEntry {
  id
  state
  from
  until
  minutes
  powerW
  joinedAt
  station {
    id
    name
  }
  reservation {
    id
    state
    localStart
    localEnd
    offerUntil
  }
}`) as unknown as TypedDocumentString<MyWaitlistQuery, MyWaitlistQueryVariables>;
export const JoinWaitlistDocument = new TypedDocumentString(`
    mutation JoinWaitlist($input: JoinWaitlistInput!) {
  joinWaitlist(input: $input) {
    ...Waiting
  }
}
    fragment Waiting on WaitlistEntry {
  id
  state
  from
  until
  minutes
  powerW
  joinedAt
  station {
    id
    name
  }
  reservation {
    id
    state
    localStart
    localEnd
    offerUntil
  }
}`) as unknown as TypedDocumentString<JoinWaitlistMutation, JoinWaitlistMutationVariables>;
export const LeaveWaitlistDocument = new TypedDocumentString(`
    mutation LeaveWaitlist($input: WaitlistEntryInput!) {
  leaveWaitlist(input: $input) {
    ...Waiting
  }
}
    fragment Waiting on WaitlistEntry {
  id
  state
  from
  until
  minutes
  powerW
  joinedAt
  station {
    id
    name
  }
  reservation {
    id
    state
    localStart
    localEnd
    offerUntil
  }
}`) as unknown as TypedDocumentString<LeaveWaitlistMutation, LeaveWaitlistMutationVariables>;
export const AcceptOfferDocument = new TypedDocumentString(`
    mutation AcceptOffer($input: WaitlistEntryInput!) {
  acceptOffer(input: $input) {
    id
    state
    localStart
    localEnd
    cancelUntil
  }
}
    `) as unknown as TypedDocumentString<AcceptOfferMutation, AcceptOfferMutationVariables>;
export const WaitlistUpdatedDocument = new TypedDocumentString(`
    subscription WaitlistUpdated {
  waitlistUpdated {
    ...Waiting
  }
}
    fragment Waiting on WaitlistEntry {
  id
  state
  from
  until
  minutes
  powerW
  joinedAt
  station {
    id
    name
  }
  reservation {
    id
    state
    localStart
    localEnd
    offerUntil
  }
}`) as unknown as TypedDocumentString<WaitlistUpdatedSubscription, WaitlistUpdatedSubscriptionVariables>;
export const WalletDocument = new TypedDocumentString(`
    query Wallet {
  me {
    id
    payoutAddress
    wallet {
      ...WalletCard
    }
  }
}
    fragment WalletCard on Wallet {
  address
  chainId
  contract
  linkedAt
}`) as unknown as TypedDocumentString<WalletQuery, WalletQueryVariables>;
export const BeginWalletSignInDocument = new TypedDocumentString(`
    mutation BeginWalletSignIn($input: BeginWalletSignInInput!) {
  beginWalletSignIn(input: $input) {
    message
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginWalletSignInMutation, BeginWalletSignInMutationVariables>;
export const SignInWithWalletDocument = new TypedDocumentString(`
    mutation SignInWithWallet($input: SignInWithWalletInput!) {
  signInWithWallet(input: $input) {
    user {
      id
      displayName
      roles
    }
    login {
      accessToken
      accessTokenExpiresAt
      refreshToken
      refreshTokenExpiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<SignInWithWalletMutation, SignInWithWalletMutationVariables>;
export const BeginWalletLinkDocument = new TypedDocumentString(`
    mutation BeginWalletLink($input: BeginWalletLinkInput!) {
  beginWalletLink(input: $input) {
    message
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<BeginWalletLinkMutation, BeginWalletLinkMutationVariables>;
export const LinkWalletDocument = new TypedDocumentString(`
    mutation LinkWallet($input: LinkWalletInput!) {
  linkWallet(input: $input) {
    wallet {
      ...WalletCard
    }
  }
}
    fragment WalletCard on Wallet {
  address
  chainId
  contract
  linkedAt
}`) as unknown as TypedDocumentString<LinkWalletMutation, LinkWalletMutationVariables>;
export const UnlinkWalletDocument = new TypedDocumentString(`
    mutation UnlinkWallet($input: UnlinkWalletInput!) {
  unlinkWallet(input: $input) {
    wallet {
      address
    }
  }
}
    `) as unknown as TypedDocumentString<UnlinkWalletMutation, UnlinkWalletMutationVariables>;