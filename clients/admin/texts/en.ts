import type { OcppVersion } from '../generated/graphql.ts'
import { texts as commands } from './commands/en.ts'
import { texts as fleet } from './fleet/en.ts'
import { places as deskPlaces, texts as desk } from './desk/en.ts'
import { texts as messages } from './messages/en.ts'
import { texts as payments } from './payments/en.ts'
import { texts as people } from './people/en.ts'
import { texts as tokens } from './tokens/en.ts'
import { texts as point } from './point/en.ts'
import { texts as policy } from './policy/en.ts'
import { texts as review } from './review/en.ts'
import { texts as sessions } from './sessions/en.ts'
import { texts as settings } from './settings/en.ts'
import { texts as stations } from './stations/en.ts'
import { texts as tariffs } from './tariffs/en.ts'

export const texts = {
  app: 'Evergraph for operators',
  places: {
    points: 'Charge points',
    stations: 'Stations',
    tariffs: 'Tariffs',
    sessions: 'Sessions',
    use: 'Use',
    review: 'Photo review',
    ...deskPlaces,
  },
  nothingForYou: 'Your account has no place here. Ask an administrator for a role, then sign in anew.',
  ...commands,
  ...fleet,
  ...desk,
  ...messages,
  ...payments,
  ...people,
  ...tokens,
  ...point,
  ...policy,
  ...review,
  ...sessions,
  ...settings,
  ...stations,
  ...tariffs,
  points: {
    title: 'Charge points',
    search: 'Identity or a part of it',
    none: 'No charge point fits. Take a filter away, or register a station.',
    identity: 'Identity',
    connection: 'Connection',
    online: 'Connected',
    offline: 'Offline',
    station: 'Station',
    version: 'OCPP',
    model: 'Model',
    firmware: 'Firmware',
    ocpp: { OCPP_1_6: '1.6', OCPP_2_0_1: '2.0.1', OCPP_2_1: '2.1' } satisfies Record<OcppVersion, string>,
  },
}

export type Texts = typeof texts
