import type { OcppVersion } from '../generated/graphql.ts'
import type { Texts } from './en.ts'
import { texts as commands } from './commands/nl.ts'
import { texts as fleet } from './fleet/nl.ts'
import { places as deskPlaces, texts as desk } from './desk/nl.ts'
import { texts as messages } from './messages/nl.ts'
import { texts as payments } from './payments/nl.ts'
import { texts as people } from './people/nl.ts'
import { texts as tokens } from './tokens/nl.ts'
import { texts as point } from './point/nl.ts'
import { texts as policy } from './policy/nl.ts'
import { texts as review } from './review/nl.ts'
import { texts as sessions } from './sessions/nl.ts'
import { texts as settings } from './settings/nl.ts'
import { texts as stations } from './stations/nl.ts'
import { texts as tariffs } from './tariffs/nl.ts'

export const texts = {
  app: 'Evergraph voor exploitanten',
  places: {
    points: 'Laadpunten',
    stations: 'Locaties',
    tariffs: 'Tarieven',
    sessions: 'Sessies',
    use: 'Gebruik',
    review: 'Foto’s beoordelen',
    ...deskPlaces,
  },
  nothingForYou: 'Je account heeft hier geen plaats. Vraag een beheerder om een rol en meld je opnieuw aan.',
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
    title: 'Laadpunten',
    search: 'Identiteit of een deel ervan',
    none: 'Geen laadpunt past. Haal een filter weg, of meld een locatie aan.',
    identity: 'Identiteit',
    connection: 'Verbinding',
    online: 'Verbonden',
    offline: 'Niet verbonden',
    station: 'Locatie',
    version: 'OCPP',
    model: 'Model',
    firmware: 'Firmware',
    ocpp: { OCPP_1_6: '1.6', OCPP_2_0_1: '2.0.1', OCPP_2_1: '2.1' } satisfies Record<OcppVersion, string>,
  },
} satisfies Texts
