import type { OcppVersion } from '../generated/graphql.ts'
import type { Texts } from './en.ts'
import { texts as commands } from './commands/fr.ts'
import { texts as fleet } from './fleet/fr.ts'
import { places as deskPlaces, texts as desk } from './desk/fr.ts'
import { texts as messages } from './messages/fr.ts'
import { texts as payments } from './payments/fr.ts'
import { texts as people } from './people/fr.ts'
import { texts as tokens } from './tokens/fr.ts'
import { texts as point } from './point/fr.ts'
import { texts as policy } from './policy/fr.ts'
import { texts as review } from './review/fr.ts'
import { texts as sessions } from './sessions/fr.ts'
import { texts as settings } from './settings/fr.ts'
import { texts as stations } from './stations/fr.ts'
import { texts as tariffs } from './tariffs/fr.ts'

export const texts = {
  app: 'Evergraph pour exploitants',
  places: {
    points: 'Bornes',
    stations: 'Stations',
    tariffs: 'Tarifs',
    sessions: 'Sessions',
    use: 'Utilisation',
    review: 'Contrôle des photos',
    ...deskPlaces,
  },
  nothingForYou: 'Votre compte n’a pas de place ici. Demandez un rôle à un administrateur, puis connectez-vous de nouveau.',
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
    title: 'Points de charge',
    search: 'Identité ou une partie',
    none: 'Aucun point de charge ne convient. Enlevez un filtre, ou déclarez une station.',
    identity: 'Identité',
    connection: 'Connexion',
    online: 'Connecté',
    offline: 'Hors ligne',
    station: 'Station',
    version: 'OCPP',
    model: 'Modèle',
    firmware: 'Micrologiciel',
    ocpp: { OCPP_1_6: '1.6', OCPP_2_0_1: '2.0.1', OCPP_2_1: '2.1' } satisfies Record<OcppVersion, string>,
  },
} satisfies Texts
