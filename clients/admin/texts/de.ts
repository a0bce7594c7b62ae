import type { OcppVersion } from '../generated/graphql.ts'
import type { Texts } from './en.ts'
import { texts as commands } from './commands/de.ts'
import { texts as fleet } from './fleet/de.ts'
import { places as deskPlaces, texts as desk } from './desk/de.ts'
import { texts as messages } from './messages/de.ts'
import { texts as payments } from './payments/de.ts'
import { texts as people } from './people/de.ts'
import { texts as tokens } from './tokens/de.ts'
import { texts as point } from './point/de.ts'
import { texts as policy } from './policy/de.ts'
import { texts as review } from './review/de.ts'
import { texts as sessions } from './sessions/de.ts'
import { texts as settings } from './settings/de.ts'
import { texts as stations } from './stations/de.ts'
import { texts as tariffs } from './tariffs/de.ts'

export const texts = {
  app: 'Evergraph für Betreiber',
  places: {
    points: 'Ladepunkte',
    stations: 'Stationen',
    tariffs: 'Tarife',
    sessions: 'Ladevorgänge',
    use: 'Nutzung',
    review: 'Fotos prüfen',
    ...deskPlaces,
  },
  nothingForYou: 'Ihr Konto hat hier keinen Platz. Bitten Sie einen Administrator um eine Rolle und melden Sie sich neu an.',
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
    title: 'Ladepunkte',
    search: 'Identität oder ein Teil davon',
    none: 'Kein Ladepunkt passt. Nehmen Sie einen Filter weg, oder melden Sie eine Station an.',
    identity: 'Identität',
    connection: 'Verbindung',
    online: 'Verbunden',
    offline: 'Nicht verbunden',
    station: 'Station',
    version: 'OCPP',
    model: 'Modell',
    firmware: 'Firmware',
    ocpp: { OCPP_1_6: '1.6', OCPP_2_0_1: '2.0.1', OCPP_2_1: '2.1' } satisfies Record<OcppVersion, string>,
  },
} satisfies Texts
