import { builder } from './builder.ts'

export const StatusRef = builder.enumType('ChargingSessionStatus', {
  description: 'Where a charging session stands.',
  values: {
    PENDING: { description: 'The charger has been asked to start and has not answered yet.' },
    STARTING: { description: 'The charger is ready; it waits for the vehicle to be plugged in.' },
    ACTIVE: { description: 'The vehicle charges.' },
    SUSPENDED: { description: 'The vehicle is plugged in and takes no energy at the moment.' },
    COMPLETED: { description: 'It is over.' },
    FAILED: { description: 'It never began, see failureReason.' },
    EXPIRED: { description: 'It never began in time, see failureReason.' },
  } as const,
})

export const FailureRef = builder.enumType('ChargingFailureReason', {
  description: 'Why a session never began, or a charger was not stopped.',
  values: {
    REJECTED: { description: 'The charger refused.' },
    OFFLINE: { description: 'The charger is offline.' },
    TIMEOUT: { description: 'The charger did not answer.' },
    EXPIRED: { description: 'No vehicle was plugged in in time, or the charger could not be asked in time.' },
    UNKNOWN_STATION: { description: 'No charger is known for the station.' },
    CANCELLED: { description: 'It was called off before it began.' },
    CONNECTOR_TAKEN: { description: 'Somebody else began at the connector.' },
  } as const,
})

export const EndedByRef = builder.enumType('ChargingSessionEnd', {
  description:
    'Who or what ended a session. All but CHARGER are conclusions: the session ended at its last meter value, and what the charger says of it later corrects the bill.',
  values: {
    CHARGER: { description: 'The charger told its end.' },
    CHARGER_RESTARTED: { description: 'The charger restarted and said no more of it.' },
    CONNECTOR_AVAILABLE: { description: 'The charger called the connector available and said no more of it.' },
    NEXT_SESSION: { description: 'The charger began another session at the connector.' },
    PERSON: { description: 'Its driver, the operator of the station or an admin ended it with endSession.' },
  } as const,
})

export const FlagRef = builder.enumType('ChargingSessionFlag', {
  description: 'Why the bill of a session waits for a person.',
  values: {
    UNAUTHORISED: { description: 'It was started with an identity that may not charge.' },
    REGISTER_DROP: { description: "The charger's meter went back during the session." },
    STOP_BELOW_START: { description: "The charger's meter was lower at the end than at the start." },
    END_BEFORE_START: { description: 'By the clock of the charger it ended before it began.' },
    START_IN_FUTURE: { description: 'By the clock of the charger it began later than we heard of it.' },
    START_LONG_AGO: { description: 'By the clock of the charger it began more than a week before we heard of it.' },
    END_IN_FUTURE: { description: 'By the clock of the charger it ended later than we heard of its end.' },
    ENERGY_ABOVE_RATING: {
      description:
        'The charger reports more energy than its connector can have delivered in the time, this session and others at the connector together.',
    },
    AFTER_CORRECTION: {
      description: 'The charger told another end after people had corrected the energy; the corrected energy stands meanwhile.',
    },
    UNKNOWN_CONNECTOR: { description: 'It ran at a connector that is not registered.' },
    SIGNED_METER_MISSING: {
      description:
        'Bills of the station need signed meter values, and there are none, or not from begin to end, or nobody has registered the key.',
    },
    SIGNATURE_INVALID: {
      description: 'A signed meter value cannot be read, or no key that its meter has at the time is the one it is signed with.',
    },
    SIGNED_BY_OTHER_METER: { description: 'A signed meter value is of a meter that is not registered at the EVSE.' },
    SIGNED_METER_FAULT: {
      description: 'The meter itself says, and signs, that it has a fault or that its energy is not to be used.',
    },
    SIGNED_REGISTER_DIFFERS: {
      description: 'What is signed and what is billed are not the same energy, or not the same register.',
    },
    SIGNED_END_BEFORE_BEGIN: { description: 'By its time or its register, the signed end lies before the signed begin.' },
    SIGNED_TRANSACTIONS_DIFFER: {
      description: 'The signed begin and the signed end are of different transactions, or of another time than the session.',
    },
    SIGNED_PAGE_BACK: { description: "The meter's count of signed values went back, or one number stands twice." },
    SIGNED_VALUE_REPLAYED: { description: 'A signed meter value is of another session already.' },
  } as const,
})
