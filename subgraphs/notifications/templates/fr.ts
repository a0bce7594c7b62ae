import type { Texts } from './text.ts'

export const fr: Texts = {
  NEW_SIGN_IN: {
    title: 'Nouvelle connexion à votre compte',
    body: 'Une connexion a eu lieu {hasDevice, select, yes {avec {device} } other {}}le {signedInAt}. Si ce n’était pas vous, déconnectez cet appareil et changez votre mot de passe.',
    action: 'Voir vos appareils',
  },
  EMAIL_CHANGED: {
    title: 'Votre adresse e-mail a changé',
    body: '{undone, select, yes {Votre adresse e-mail précédente est de nouveau utilisée.} other {Votre compte a une nouvelle adresse e-mail. Si ce n’était pas vous, ouvrez le lien du message envoyé à l’ancienne adresse.}}',
    action: 'Ouvrir votre compte',
  },
  PAYOUT_ACCOUNT_CHANGED: {
    title: 'Votre compte de versement a changé',
    body: '{hasAccount, select, yes {Les versements iront désormais à {account}. Rien n’y est envoyé avant le {restsUntil}.} other {Votre compte de versement a été retiré, et rien n’est versé.}} Si ce n’était pas vous, changez votre mot de passe et écrivez-nous tout de suite.',
    action: 'Vérifier vos versements',
  },
  CHARGING_STARTED: {
    title: 'La recharge a commencé',
    body: 'Votre voiture se recharge à {stationName} depuis {startedAtTime}.',
    action: 'Suivre la recharge',
  },
  CHARGING_COMPLETE: {
    title: 'La recharge est terminée',
    body: 'Vous avez rechargé {energy} à {stationName}, jusqu’à {endedAtTime}. Merci de laisser la place aux suivants.',
    action: 'Voir la session',
  },
  CHARGING_FAILED: {
    title: 'La recharge n’a pas commencé',
    body: '{failure, select, OFFLINE {{stationName} n’est pas joignable. Essayez une autre borne à proximité.} CONNECTOR_TAKEN {Quelqu’un d’autre a commencé à cette prise de {stationName}. Essayez-en une autre.} EXPIRED {Rien n’a été branché à temps à {stationName}. Branchez et recommencez.} CANCELLED {Votre démarrage à {stationName} a été annulé.} other {{stationName} n’a pas accepté le démarrage. Vérifiez la prise et réessayez.}}',
    action: 'Réessayer',
  },
  CHARGING_LIMIT: {
    title: '{step, select, NEAR {Vous êtes proche de votre limite} other {La recharge a été arrêtée}}',
    body: '{step, select, NEAR {Votre session a coûté {cost} sur les {limit} mis de côté. La recharge s’arrête quand ils sont épuisés.} REACHED {Votre session a épuisé les {limit} mis de côté.} other {Les {limit} mis de côté pour votre session ne sont plus disponibles.}}',
    action: 'Voir la session',
  },
  IDLE_SOON: {
    title: 'Le stationnement sera bientôt payant',
    body: 'Votre voiture ne se recharge plus à {stationName}. À partir de {idleAtTime}, y rester est payant.',
    action: 'Voir la session',
  },
  EVSE_BOOKED: {
    title: '{begun, select, yes {Veuillez libérer la borne maintenant} other {Veuillez libérer la borne avant {bookedAtTime}}}',
    body: '{begun, select, yes {La borne {evseNumber} de {stationName} est réservée par quelqu’un d’autre, et son créneau a commencé. Veuillez arrêter la recharge et laisser la place.} other {La borne {evseNumber} de {stationName} est réservée par quelqu’un d’autre : son créneau commence à {bookedAtTime}. Veuillez partir avant.}}',
    action: 'Voir la session',
  },
  BILL: {
    title: '{paid, select, yes {Votre reçu de {total}} other {Votre note de {total}}}',
    body: '{paid, select, yes {Merci. Vous avez payé {total}. Votre reçu et votre facture sont dans l’application.} other {Il reste {total} à payer. Votre facture est dans l’application.}}',
    action: 'Voir la note et la facture',
  },
  PAYMENT_FAILED: {
    title: 'Votre paiement n’a pas abouti',
    body: '{due} n’ont pas pu être débités. Vérifiez votre moyen de paiement et réessayez.',
    action: 'Payer maintenant',
  },
  PAYMENT_REMINDER: {
    title: 'Un paiement de {due} est en retard',
    body: 'Il reste {due} à payer.{hasBlocksAt, select, yes { Merci de payer avant le {blocksAt}. Après cela, vous ne pourrez plus recharger.} other {}}',
    action: 'Payer maintenant',
  },
  REFUND: {
    title:
      '{state, select, SUCCEEDED {{amount} vous ont été remboursés} FAILED {Un remboursement n’a pas abouti} other {{amount} vous sont remboursés}}',
    body: '{state, select, SUCCEEDED {{amount} vous ont été renvoyés. Votre banque peut mettre quelques jours à les afficher.} FAILED {{amount} n’ont pas pu être renvoyés. Nous nous en occupons, vous n’avez rien à faire.} other {Nous vous renvoyons {amount}.}}',
    action: 'Voir la note',
  },
  RESERVATION_CONFIRMED: {
    title: 'Votre créneau est réservé',
    body: '{stationName}, borne {evseNumber}, {startsAt}, jusqu’à {endsAtTime}.',
    action: 'Voir la réservation',
  },
  RESERVATION_SOON: {
    title: 'Votre créneau commence à {startsAtTime}',
    body: 'La borne {evseNumber} de {stationName} vous est réservée de {startsAtTime} à {endsAtTime}.',
    action: 'Voir la réservation',
  },
  RESERVATION_MOVED: {
    title: 'Votre créneau a changé',
    body: 'Il est maintenant à {stationName}, borne {evseNumber}, {startsAt}, jusqu’à {endsAtTime}.',
    action: 'Voir la réservation',
  },
  RESERVATION_CANCELLED: {
    title: 'Votre créneau est annulé',
    body: '{by, select, DRIVER {Vous avez annulé votre créneau à {stationName} le {startsAt}.} FAULT {La borne de {stationName} est en panne, votre créneau du {startsAt} ne peut pas être assuré. Vous ne payez rien.} other {L’exploitant de {stationName} a annulé votre créneau du {startsAt}. Vous ne payez rien.}}',
    action: 'Voir la réservation',
  },
  RESERVATION_ENDED: {
    title:
      '{stays, select, yes {Votre créneau est terminé : vous pouvez rester jusqu’à {mayStayUntilTime}} other {Votre créneau est terminé}}',
    body: '{stays, select, yes {Vous rechargez encore à {stationName}, borne {evseNumber}. Vous pouvez rester jusqu’à {mayStayUntilTime}. Veuillez débrancher avant.} other {Vous rechargez encore à {stationName}, borne {evseNumber}. Veuillez débrancher maintenant : d’autres l’attendent.}}',
    action: 'Voir la réservation',
  },
  RESERVATION_NO_SHOW: {
    title: 'Vous avez manqué votre créneau',
    body: 'La borne {evseNumber} de {stationName} vous était réservée à partir du {startsAt}, elle est maintenant libre pour d’autres. Des frais peuvent s’appliquer.',
    action: 'Voir la réservation',
  },
  SLOT_OFFERED: {
    title: 'Un créneau est libre pour vous',
    body: '{stationName}, {startsAt}, jusqu’à {endsAtTime}. Il vous est réservé jusqu’à {expiresAtTime}.',
    action: 'Prendre le créneau',
  },
  PHOTO_APPROVED: {
    title: '{purpose, select, ODOMETER {Votre relevé est approuvé} other {Votre action est approuvée}}',
    body: '{purpose, select, ODOMETER {La photo de votre compteur a été approuvée. Merci.} other {La photo de votre action a été approuvée. Merci.}}',
    action: 'Voir',
  },
  PHOTO_REJECTED: {
    title: 'Votre photo n’a pas été acceptée',
    body: '{reason, select, DUPLICATE {Cette photo, ou une semblable, a déjà été envoyée.} EDITED {La photo semble avoir été retouchée.} NO_ODOMETER {On n’y lit aucun compteur.} NOT_THE_CLAIM {Elle ne montre pas ce que vous avez indiqué.} other {Elle n’a pas pu être confirmée.}} {appealable, select, yes {Vous pouvez faire appel ou en envoyer une autre.} other {Vous pouvez en envoyer une autre.}}',
    action: 'Voir pourquoi',
  },
  PHOTO_ASKED: {
    title: 'Votre photo est examinée',
    body: '{purpose, select, ODOMETER {Une personne examine la photo de votre compteur.} other {Une personne examine la photo de votre action.}} Nous vous dirons ce qui est décidé.',
    action: 'Voir',
  },
  APPEAL_DECIDED: {
    title: 'Votre appel est tranché',
    body: '{approved, select, yes {Votre photo est finalement acceptée.} other {Votre photo reste refusée. Cette décision est définitive.}}',
    action: 'Voir',
  },
  REWARD_EARNED: {
    title: 'Vous avez gagné {amount}',
    body: 'Merci. Ajouté à vos récompenses : {amount}.',
    action: 'Voir vos récompenses',
  },
  REWARD_SETTLED: {
    title: 'Votre récompense est versée',
    body: '{hasAmount, select, yes {Désormais dans votre portefeuille : {amount}.} other {Votre récompense est dans votre portefeuille.}}',
    action: 'Voir vos récompenses',
  },
  STATION_FREE: { title: '{stationName} est libre', body: 'Une borne de {stationName} est libre maintenant.', action: 'Y aller' },
  MEETUP_CREATED: { title: 'Nouvelle rencontre – {title}', body: '{title}, le {startsAt}.', action: 'Voir la rencontre' },
  MEETUP_CHANGED: {
    title: '{cancelled, select, yes {Annulé – {title}} other {Modifié – {title}}}',
    body: '{cancelled, select, yes {{title}, le {startsAt}, n’aura pas lieu.} other {{title} a maintenant lieu le {startsAt}.}}',
    action: 'Voir la rencontre',
  },
  MEETUP_SOON: { title: 'Bientôt – {title}', body: '{title} commence à {startsAtTime}.', action: 'Voir la rencontre' },
  REVIEW_WAITING: {
    title: 'Des photos attendent un examen',
    body: '{count, plural, one {Un cas attend} other {# cas attendent}} une vérification.',
    action: 'Ouvrir la file',
  },
  CHARGER_OFFLINE: {
    title: '{stationName} est hors ligne',
    body: 'Nous n’avons rien reçu de {stationName} depuis le {offlineAt}. Vérifiez son alimentation et sa connexion.',
    action: 'Voir la station',
  },
  CHARGERS_OFFLINE: {
    title: '{count, plural, one {Une borne est hors ligne} other {# bornes sont hors ligne}}',
    body: 'Nous n’avons rien reçu de {names}{more, plural, =0 {} one { et d’une autre} other { et de # autres}}. Vérifiez leur alimentation et leur connexion.',
    action: 'Voir vos stations',
  },
  PAYOUT: {
    title: '{state, select, RETURNED {Un versement est revenu} other {Versement de {amount}}}',
    body: '{state, select, RETURNED {{amount} n’ont pas pu être versés sur votre compte. Vérifiez ses coordonnées.} PAID {{amount} sont arrivés sur votre compte.} other {{amount} sont en route vers votre compte.}}',
    action: 'Voir le versement',
  },
  WEBHOOK_OFF: {
    title: 'Un webhook a été désactivé',
    body: 'Votre point d’accès {host} a échoué trop longtemps, nous ne lui envoyons plus rien. Réactivez-le quand il fonctionne. Ce qu’il a manqué peut être renvoyé.',
    action: 'Voir le point d’accès',
  },
  NEWS: { title: '{title}', body: '{body}', action: 'Ouvrir l’application' },
  ANNOUNCEMENT: { title: '{title}', body: '{body}', action: 'Ouvrir l’application' },
}
