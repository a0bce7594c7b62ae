import { builder } from './builder.ts'

export const StatusRef = builder.enumType('ConnectorStatus', {
  description: 'What can be done with a connector now.',
  values: {
    AVAILABLE: { description: 'Free to use.' },
    PREPARING: { description: 'A vehicle is plugged in or somebody has authorised; charging has not begun.' },
    CHARGING: { description: 'A vehicle charges.' },
    SUSPENDED: { description: 'A vehicle is plugged in and takes no energy at the moment.' },
    FINISHING: { description: 'Charging has ended; the vehicle is still plugged in.' },
    RESERVED: { description: 'Kept for somebody.' },
    UNAVAILABLE: { description: 'Out of use.' },
    FAULTED: { description: 'Out of order.' },
    UNKNOWN: { description: 'The charger is offline or has not reported yet.' },
  } as const,
})
