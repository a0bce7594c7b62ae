import type { ChainTexts } from './en.ts'

export const chain: ChainTexts = {
  linked: {
    title: 'Wohin Belohnungen gehen',
    own: 'Was du ab jetzt verdienst, geht an deine eigene Wallet.',
    kept: 'Was du verdienst, geht an ein Konto, das wir für dich verwahren. Verbinde eine eigene Wallet, um es selbst zu halten.',
    noneYet: 'Was du verdienst, geht an ein Konto, das wir für dich anlegen. Verbinde eine eigene Wallet, um es selbst zu halten.',
    address: 'Adresse',
    since: (when) => `Verbunden am ${when}`,
    noWallet: 'Dieser Browser hat keine Wallet. Installiere eine, zum Beispiel als Erweiterung, und lade die Seite neu.',
    how: (chain) => `Deine Wallet unterschreibt eine Nachricht; das kostet nichts. Belohnungen werden auf ${chain} gezahlt.`,
    link: (name) => `${name} verbinden`,
    goOn: 'Weiter',
    unlink: 'Wallet trennen',
    unlinkSure: 'Diese Wallet trennen?',
    unlinkMeans:
      'Was du danach verdienst, geht an ein Konto, das wir für dich verwahren. Was gezahlt ist, bleibt in deiner Wallet.',
    keep: 'Behalten',
    reasons: {
      REFUSED: () => 'Du hast in der Wallet abgelehnt. Nichts hat sich geändert.',
      BUSY: () => 'Die Wallet wartet schon auf eine Antwort. Öffne sie und antworte dort.',
      NO_ACCOUNT: () => 'Die Wallet hat kein Konto gezeigt. Wähle eines in der Wallet und versuch es noch einmal.',
      WRONG_ACCOUNT: () =>
        'Die Wallet hat jetzt ein anderes Konto. Wähle das, das du verbinden willst, und versuch es noch einmal.',
      WRONG_CHAIN: (chain, id) =>
        `Die Wallet ist auf einer anderen Chain. Stell sie auf ${chain} (${id}) und versuch es noch einmal.`,
      UNKNOWN_CHAIN: (chain, id) =>
        `Die Wallet kennt ${chain} (${id}) nicht. Füge diese Chain dort hinzu und versuch es noch einmal.`,
      BROKEN: () => 'Die Wallet konnte nicht unterschreiben. Öffne sie, sieh nach, was sie sagt, und versuch es noch einmal.',
    },
    refused: {
      WALLET_REFUSED: 'Die Unterschrift ist nicht die des gezeigten Kontos, oder sie kam zu spät. Versuch es noch einmal.',
      WALLET_TAKEN: 'Diese Wallet ist schon mit einem anderen Konto verbunden. Trenne sie dort zuerst.',
      UNAVAILABLE: 'Die Chain ist gerade nicht zu erreichen. Versuch es in einer Weile noch einmal.',
    },
  },
  proved: {
    title: 'Mit einem eigenen Knoten prüfen',
    why: 'Glaub einem Knoten deiner Wahl und nicht uns: Er sagt, ob diese Zahlung auf der Chain steht. Dein Browser fragt ihn selbst.',
    node: 'Adresse des Knotens',
    nodeHint: (nodes) => `Diese Seite darf fragen: ${nodes}. Die Adresse bleibt in diesem Browser.`,
    notAllowed:
      'Diese Seite darf diesen Knoten nicht fragen, nur die oben genannten: So kann niemand sonst etwas erfahren. Nimm den Befehl unten.',
    account: 'Das Konto, das bezahlt werden sollte',
    accountHint: 'Deines von heute. Hattest du bei der Zahlung eine andere Wallet verbunden, gib deren Adresse an.',
    check: 'Prüfen',
    paid: 'Es ist bezahlt. Der Zustand der Chain selbst belegt es.',
    paidByWord: 'Es ist bezahlt, nach dem Wort dieses Knotens: Er gibt keinen Beleg für seinen Zustand.',
    block: (number) => `Nach Block ${number}`,
    compare: 'Vergleiche den Hash dieses Blocks mit dem, was jemand sagt, dem du vertraust.',
    hash: 'Hash des Blocks',
    notPaid: 'Die Chain sagt etwas anderes.',
    unreachable: 'Der Knoten hat dieser Seite nicht geantwortet. Läuft er, und erlaubt er Seiten dieser Adresse (CORS)?',
    other: 'Mit jedem anderen Knoten',
    otherHint: 'Auf deinem eigenen Rechner, mit unserem Quelltext. Er fragt den Knoten und niemanden sonst.',
  },
}
