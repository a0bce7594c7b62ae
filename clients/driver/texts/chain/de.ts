import type { ChainTexts } from './en.ts'

export const chain: ChainTexts = {
  linked: {
    title: 'Wohin Belohnungen gehen',
    own: 'Was Sie ab jetzt verdienen, geht an Ihre eigene Wallet.',
    kept: 'Was Sie verdienen, geht an ein Konto, das wir für Sie verwahren. Verbinden Sie eine eigene Wallet, um es selbst zu halten.',
    noneYet:
      'Was Sie verdienen, geht an ein Konto, das wir für Sie anlegen. Verbinden Sie eine eigene Wallet, um es selbst zu halten.',
    address: 'Adresse',
    since: (when) => `Verbunden am ${when}`,
    noWallet: 'Dieser Browser hat keine Wallet. Installieren Sie eine, zum Beispiel als Erweiterung, und laden Sie die Seite neu.',
    how: (chain) => `Ihre Wallet unterschreibt eine Nachricht; das kostet nichts. Belohnungen werden auf ${chain} gezahlt.`,
    link: (name) => `${name} verbinden`,
    goOn: 'Weiter',
    unlink: 'Wallet trennen',
    unlinkSure: 'Diese Wallet trennen?',
    unlinkMeans: 'Was Sie danach verdienen, geht an ein Konto, das wir für Sie verwahren. Was gezahlt ist, bleibt in Ihrer Wallet.',
    keep: 'Behalten',
    reasons: {
      REFUSED: () => 'Sie haben in der Wallet abgelehnt. Nichts hat sich geändert.',
      BUSY: () => 'Die Wallet wartet schon auf eine Antwort. Öffnen Sie sie und antworten Sie dort.',
      NO_ACCOUNT: () => 'Die Wallet hat kein Konto gezeigt. Wählen Sie eines in der Wallet und versuchen Sie es noch einmal.',
      WRONG_ACCOUNT: () =>
        'Die Wallet hat jetzt ein anderes Konto. Wählen Sie das, das Sie verbinden wollen, und versuchen Sie es noch einmal.',
      WRONG_CHAIN: (chain, id) =>
        `Die Wallet ist auf einer anderen Chain. Stellen Sie sie auf ${chain} (${id}) und versuchen Sie es noch einmal.`,
      UNKNOWN_CHAIN: (chain, id) =>
        `Die Wallet kennt ${chain} (${id}) nicht. Fügen Sie diese Chain dort hinzu und versuchen Sie es noch einmal.`,
      BROKEN: () =>
        'Die Wallet konnte nicht unterschreiben. Öffnen Sie sie, sehen Sie nach, was sie sagt, und versuchen Sie es noch einmal.',
    },
    refused: {
      WALLET_REFUSED: 'Die Unterschrift ist nicht die des gezeigten Kontos, oder sie kam zu spät. Versuchen Sie es noch einmal.',
      WALLET_TAKEN: 'Diese Wallet ist schon mit einem anderen Konto verbunden. Trennen Sie sie dort zuerst.',
      UNAVAILABLE: 'Die Chain ist gerade nicht zu erreichen. Versuchen Sie es in einer Weile noch einmal.',
    },
  },
  proved: {
    title: 'Mit einem eigenen Knoten prüfen',
    why: 'Glauben Sie einem Knoten Ihrer Wahl und nicht uns: Er sagt, ob diese Zahlung auf der Chain steht. Ihr Browser fragt ihn selbst.',
    node: 'Adresse des Knotens',
    nodeHint: (nodes) => `Diese Seite darf fragen: ${nodes}. Die Adresse bleibt in diesem Browser.`,
    notAllowed:
      'Diese Seite darf diesen Knoten nicht fragen, nur die oben genannten: So kann niemand sonst etwas erfahren. Nehmen Sie den Befehl unten.',
    account: 'Das Konto, das bezahlt werden sollte',
    accountHint: 'Ihres von heute. Hatten Sie bei der Zahlung eine andere Wallet verbunden, geben Sie deren Adresse an.',
    check: 'Prüfen',
    paid: 'Es ist bezahlt. Der Zustand der Chain selbst belegt es.',
    paidByWord: 'Es ist bezahlt, nach dem Wort dieses Knotens: Er gibt keinen Beleg für seinen Zustand.',
    block: (number) => `Nach Block ${number}`,
    compare: 'Vergleichen Sie den Hash dieses Blocks mit dem, was jemand sagt, dem Sie vertrauen.',
    hash: 'Hash des Blocks',
    notPaid: 'Die Chain sagt etwas anderes.',
    unreachable: 'Der Knoten hat dieser Seite nicht geantwortet. Läuft er, und erlaubt er Seiten dieser Adresse (CORS)?',
    other: 'Mit jedem anderen Knoten',
    otherHint: 'Auf Ihrem eigenen Rechner, mit unserem Quelltext. Er fragt den Knoten und niemanden sonst.',
  },
}
