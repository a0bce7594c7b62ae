import type { Curve } from '../ocmf/key.ts'
import type { TariffData } from '../tariff/tariff.ts'

/** What stations tells of charging stations and tariffs. */
export interface StationsEvents {
  /** A station, told again, whole, whenever anything of it changes. Aggregate: the station. */
  'stations.station.saved': {
    stationId: string
    operatorId: string
    /** OCPP identity, the last segment of the charger's URL. */
    identity: string
    /** Argon2id hash of the charger's Basic password; null if security profile 0 is allowed. */
    passwordHash: string | null
    place: Place
    /** Its name and address. Absent from older events. */
    address?: StationAddress
    /** IANA name. Absent from older events. */
    timeZone?: string
    /** Bills of its sessions need signed meter values that are good. Absent from older events: they do not. */
    signedMeterRequired?: boolean
    /** Whom it is for. Absent from older events: everybody. */
    access?: 'PUBLIC' | 'CUSTOMERS' | 'PRIVATE'
    /** Of a private station: users who may know of it and charge there beside its operator. Absent from older events: none. */
    guests?: string[]
    evses: {
      evseId: string
      number: number
      connectors: {
        connectorId: string
        number: number
        maxPowerW: number
        tariffId: string | null
        /** Absent from older events. */
        powerType?: 'AC_1_PHASE' | 'AC_3_PHASE' | 'DC'
        /** True: nothing new begins there; what runs goes on to its end. Absent otherwise. */
        retired?: true
      }[]
    }[]
  }
  /** The public key that a meter of an EVSE signs with, told again, whole, when its end is set. Aggregate: the key. */
  'stations.meter-key.saved': {
    meterKeyId: string
    stationId: string
    evseNumber: number
    /** As the meter's signed values name it. */
    meterSerial: string
    curve: Curve
    /** SubjectPublicKeyInfo, DER in hexadecimal digits. */
    publicKey: string
    validFrom: string
    /** Null while no end is set. */
    validUntil: string | null
  }
  /** Status, connection or identity of the station's hardware has changed; read it for its state. Aggregate: the station. */
  'stations.station.availability-changed': { stationId: string }
  /** A driver says that something is wrong with a connector. Aggregate: the report. */
  'stations.fault.reported': {
    reportId: string
    stationId: string
    connectorId: string
    operatorId: string
    userId: string
    kind: 'DOES_NOT_START' | 'BROKEN' | 'BLOCKED' | 'PAYMENT' | 'WRONG_DATA' | 'OTHER'
  }
  /** The report is closed. Aggregate: the report. */
  'stations.fault.resolved': { reportId: string; stationId: string; operatorId: string; userId: string }
  /**
   * An operator has saved a tariff. A change is a new version, counted from 1; sessions keep the version that was valid when they began.
   * Aggregate: the tariff.
   */
  'stations.tariff.saved': { tariffId: string; version: number; validFrom: string; tariff: TariffData }
}

/** Degrees, WGS 84. */
export interface Place {
  latitude: number
  longitude: number
}

/** Where a station is, for people. */
export interface StationAddress {
  name: string
  /** Street and number. */
  street: string
  city: string
  /** ISO 3166-1, two capitals. */
  country: string
}
