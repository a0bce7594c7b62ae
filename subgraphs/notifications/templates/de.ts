import type { Texts } from './text.ts'

export const de: Texts = {
  NEW_SIGN_IN: {
    title: 'Neue Anmeldung in Ihrem Konto',
    body: 'Am {signedInAt} gab es {hasDevice, select, yes {mit {device} } other {}}eine neue Anmeldung. Wenn Sie das nicht waren, melden Sie dieses Gerät ab und ändern Sie Ihr Passwort.',
    action: 'Geräte ansehen',
  },
  EMAIL_CHANGED: {
    title: 'Ihre E-Mail-Adresse wurde geändert',
    body: '{undone, select, yes {Ihre vorherige E-Mail-Adresse gilt wieder.} other {Ihr Konto hat eine neue E-Mail-Adresse. Wenn Sie das nicht waren, öffnen Sie den Link in der Mail an Ihre alte Adresse.}}',
    action: 'Konto öffnen',
  },
  PAYOUT_ACCOUNT_CHANGED: {
    title: 'Ihr Auszahlungskonto wurde geändert',
    body: '{hasAccount, select, yes {Auszahlungen gehen ab jetzt an {account}. Vor dem {restsUntil} wird nichts dorthin gesendet.} other {Ihr Auszahlungskonto wurde entfernt, und es wird nichts ausgezahlt.}} Wenn Sie das nicht waren, ändern Sie Ihr Passwort und schreiben Sie uns sofort.',
    action: 'Auszahlungen prüfen',
  },
  CHARGING_STARTED: {
    title: 'Das Laden hat begonnen',
    body: 'Ihr Auto lädt seit {startedAtTime} an {stationName}.',
    action: 'Ansehen',
  },
  CHARGING_COMPLETE: {
    title: 'Das Laden ist beendet',
    body: 'Sie haben {energy} an {stationName} geladen, bis {endedAtTime}. Bitte machen Sie Platz für die Nächsten.',
    action: 'Ladevorgang ansehen',
  },
  CHARGING_FAILED: {
    title: 'Das Laden hat nicht begonnen',
    body: '{failure, select, OFFLINE {{stationName} ist nicht erreichbar. Versuchen Sie eine andere Säule in der Nähe.} CONNECTOR_TAKEN {An diesem Anschluss von {stationName} lädt schon jemand anders. Versuchen Sie einen anderen.} EXPIRED {An {stationName} wurde nicht rechtzeitig eingesteckt. Stecken Sie ein und beginnen Sie neu.} CANCELLED {Ihr Start an {stationName} wurde abgebrochen.} other {{stationName} hat den Start nicht angenommen. Prüfen Sie den Stecker und versuchen Sie es erneut.}}',
    action: 'Erneut versuchen',
  },
  CHARGING_LIMIT: {
    title: '{step, select, NEAR {Ihr Limit ist fast erreicht} other {Das Laden wurde beendet}}',
    body: '{step, select, NEAR {Ihr Ladevorgang hat {cost} von {limit} gekostet, die dafür vorgemerkt sind. Sind sie aufgebraucht, endet das Laden.} REACHED {Ihr Ladevorgang hat die vorgemerkten {limit} aufgebraucht.} other {Die {limit}, die für Ihren Ladevorgang vorgemerkt waren, sind nicht mehr verfügbar.}}',
    action: 'Ladevorgang ansehen',
  },
  IDLE_SOON: {
    title: 'Das Parken kostet bald',
    body: 'Ihr Auto lädt an {stationName} nicht mehr. Ab {idleAtTime} kostet das Stehenbleiben.',
    action: 'Ladevorgang ansehen',
  },
  EVSE_BOOKED: {
    title:
      '{begun, select, yes {Bitte machen Sie den Ladepunkt jetzt frei} other {Bitte machen Sie den Ladepunkt bis {bookedAtTime} frei}}',
    body: '{begun, select, yes {Ladepunkt {evseNumber} an {stationName} ist von jemand anderem gebucht, und die Buchung hat begonnen. Bitte beenden Sie das Laden und machen Sie Platz.} other {Ladepunkt {evseNumber} an {stationName} ist von jemand anderem gebucht: Die Buchung beginnt um {bookedAtTime}. Bitte fahren Sie bis dahin weg.}}',
    action: 'Ladevorgang ansehen',
  },
  BILL: {
    title: '{paid, select, yes {Ihr Beleg: {total}} other {Ihre Abrechnung: {total}}}',
    body: '{paid, select, yes {Danke. Sie haben {total} bezahlt. Beleg und Rechnung finden Sie in der App.} other {Es sind {total} offen. Ihre Rechnung finden Sie in der App.}}',
    action: 'Beleg und Rechnung ansehen',
  },
  PAYMENT_FAILED: {
    title: 'Ihre Zahlung ist fehlgeschlagen',
    body: '{due} konnten nicht abgebucht werden. Bitte prüfen Sie Ihr Zahlungsmittel und versuchen Sie es erneut.',
    action: 'Jetzt zahlen',
  },
  PAYMENT_REMINDER: {
    title: 'Eine Zahlung ist überfällig: {due}',
    body: 'Es sind noch {due} offen.{hasBlocksAt, select, yes { Bitte zahlen Sie bis {blocksAt}; danach können Sie nicht mehr laden.} other {}}',
    action: 'Jetzt zahlen',
  },
  REFUND: {
    title:
      '{state, select, SUCCEEDED {{amount} wurden erstattet} FAILED {Eine Erstattung ist fehlgeschlagen} other {{amount} werden erstattet}}',
    body: '{state, select, SUCCEEDED {{amount} wurden an Sie zurückgesendet. Bis Ihre Bank sie zeigt, können einige Tage vergehen.} FAILED {{amount} konnten nicht zurückgesendet werden. Wir kümmern uns darum, Sie müssen nichts tun.} other {Wir senden {amount} an Sie zurück.}}',
    action: 'Abrechnung ansehen',
  },
  RESERVATION_CONFIRMED: {
    title: 'Ihr Platz ist gebucht',
    body: '{stationName}, Ladepunkt {evseNumber}: {startsAt}, bis {endsAtTime}.',
    action: 'Buchung ansehen',
  },
  RESERVATION_SOON: {
    title: 'Ihre Buchung beginnt um {startsAtTime}',
    body: 'Ladepunkt {evseNumber} an {stationName} ist von {startsAtTime} bis {endsAtTime} für Sie reserviert.',
    action: 'Buchung ansehen',
  },
  RESERVATION_MOVED: {
    title: 'Ihre Buchung wurde geändert',
    body: 'Sie gilt jetzt für {stationName}, Ladepunkt {evseNumber}: {startsAt}, bis {endsAtTime}.',
    action: 'Buchung ansehen',
  },
  RESERVATION_CANCELLED: {
    title: 'Ihre Buchung ist storniert',
    body: '{by, select, DRIVER {Sie haben Ihre Buchung an {stationName} am {startsAt} storniert.} FAULT {Der Ladepunkt an {stationName} ist gestört, deshalb entfällt Ihre Buchung am {startsAt}. Sie zahlen dafür nichts.} other {Der Betreiber von {stationName} hat Ihre Buchung am {startsAt} storniert. Sie zahlen dafür nichts.}}',
    action: 'Buchung ansehen',
  },
  RESERVATION_ENDED: {
    title:
      '{stays, select, yes {Ihre Buchung ist zu Ende: Sie dürfen bis {mayStayUntilTime} bleiben} other {Ihre Buchung ist zu Ende}}',
    body: '{stays, select, yes {Sie laden noch an {stationName}, Ladepunkt {evseNumber}. Sie dürfen bis {mayStayUntilTime} bleiben. Bitte stecken Sie bis dahin ab.} other {Sie laden noch an {stationName}, Ladepunkt {evseNumber}. Bitte stecken Sie jetzt ab: Andere warten darauf.}}',
    action: 'Buchung ansehen',
  },
  RESERVATION_NO_SHOW: {
    title: 'Sie haben Ihre Buchung verpasst',
    body: 'Ladepunkt {evseNumber} an {stationName} war ab {startsAt} für Sie reserviert und ist jetzt für andere frei. Es kann eine Gebühr anfallen.',
    action: 'Buchung ansehen',
  },
  SLOT_OFFERED: {
    title: 'Ein Platz ist für Sie frei',
    body: '{stationName}, {startsAt}, bis {endsAtTime}. Er ist bis {expiresAtTime} für Sie reserviert.',
    action: 'Platz nehmen',
  },
  PHOTO_APPROVED: {
    title: '{purpose, select, ODOMETER {Ihr Kilometerstand ist bestätigt} other {Ihre Tat ist bestätigt}}',
    body: '{purpose, select, ODOMETER {Das Foto Ihres Kilometerzählers wurde bestätigt. Danke.} other {Das Foto Ihrer Tat wurde bestätigt. Danke.}}',
    action: 'Ansehen',
  },
  PHOTO_REJECTED: {
    title: 'Ihr Foto wurde nicht angenommen',
    body: '{reason, select, DUPLICATE {Dieses Foto oder ein ähnliches wurde schon einmal gesendet.} EDITED {Das Foto scheint bearbeitet zu sein.} NO_ODOMETER {Darauf ist kein Kilometerzähler zu lesen.} NOT_THE_CLAIM {Es zeigt nicht, was Sie angegeben haben.} other {Es konnte nicht bestätigt werden.}} {appealable, select, yes {Sie können widersprechen oder ein anderes senden.} other {Sie können ein anderes senden.}}',
    action: 'Grund ansehen',
  },
  PHOTO_ASKED: {
    title: 'Ihr Foto wird geprüft',
    body: '{purpose, select, ODOMETER {Das Foto Ihres Kilometerzählers wird von einem Menschen geprüft.} other {Das Foto Ihrer Tat wird von einem Menschen geprüft.}} Wir sagen Ihnen, wie entschieden wurde.',
    action: 'Ansehen',
  },
  APPEAL_DECIDED: {
    title: 'Über Ihren Widerspruch ist entschieden',
    body: '{approved, select, yes {Ihr Foto wurde doch angenommen.} other {Ihr Foto bleibt abgelehnt. Diese Entscheidung ist endgültig.}}',
    action: 'Ansehen',
  },
  REWARD_EARNED: {
    title: 'Sie haben {amount} verdient',
    body: 'Danke. Ihren Prämien gutgeschrieben: {amount}.',
    action: 'Prämien ansehen',
  },
  REWARD_SETTLED: {
    title: 'Ihre Prämie ist ausgezahlt',
    body: '{hasAmount, select, yes {Jetzt in Ihrer Wallet: {amount}.} other {Ihre Prämie ist in Ihrer Wallet.}}',
    action: 'Prämien ansehen',
  },
  STATION_FREE: { title: '{stationName} ist frei', body: 'An {stationName} ist jetzt ein Ladepunkt frei.', action: 'Hinfahren' },
  MEETUP_CREATED: { title: 'Neues Treffen: {title}', body: '{title}, am {startsAt}.', action: 'Treffen ansehen' },
  MEETUP_CHANGED: {
    title: '{cancelled, select, yes {Abgesagt: {title}} other {Geändert: {title}}}',
    body: '{cancelled, select, yes {{title} am {startsAt} findet nicht statt.} other {{title} ist jetzt am {startsAt}.}}',
    action: 'Treffen ansehen',
  },
  MEETUP_SOON: { title: 'Bald: {title}', body: '{title} beginnt um {startsAtTime}.', action: 'Treffen ansehen' },
  REVIEW_WAITING: {
    title: 'Fotos warten auf Prüfung',
    body: '{count, plural, one {Ein Fall wartet} other {# Fälle warten}} auf eine Prüfung.',
    action: 'Warteschlange öffnen',
  },
  CHARGER_OFFLINE: {
    title: '{stationName} ist offline',
    body: 'Seit {offlineAt} haben wir nichts von {stationName} gehört. Prüfen Sie Strom und Verbindung.',
    action: 'Station ansehen',
  },
  CHARGERS_OFFLINE: {
    title: '{count, plural, one {Eine Ladestation ist offline} other {# Ladestationen sind offline}}',
    body: 'Wir haben nichts gehört von {names}{more, plural, =0 {} one { und einer weiteren} other { und # weiteren}}. Prüfen Sie Strom und Verbindung.',
    action: 'Stationen ansehen',
  },
  PAYOUT: {
    title: '{state, select, RETURNED {Eine Auszahlung kam zurück} other {Auszahlung: {amount}}}',
    body: '{state, select, RETURNED {{amount} konnten nicht auf Ihr Konto ausgezahlt werden. Bitte prüfen Sie die Angaben.} PAID {{amount} sind auf Ihrem Konto angekommen.} other {{amount} sind auf dem Weg zu Ihrem Konto.}}',
    action: 'Auszahlung ansehen',
  },
  WEBHOOK_OFF: {
    title: 'Ein Webhook wurde abgeschaltet',
    body: 'Ihr Endpunkt bei {host} ist zu lange ausgefallen, deshalb senden wir nichts mehr dorthin. Schalten Sie ihn wieder ein, wenn er funktioniert; was er verpasst hat, kann erneut gesendet werden.',
    action: 'Endpunkt ansehen',
  },
  NEWS: { title: '{title}', body: '{body}', action: 'App öffnen' },
  ANNOUNCEMENT: { title: '{title}', body: '{body}', action: 'App öffnen' },
}
