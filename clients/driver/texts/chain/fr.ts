import type { ChainTexts } from './en.ts'

export const chain: ChainTexts = {
  linked: {
    title: 'Où vont les récompenses',
    own: 'Ce que vous gagnez désormais va à votre propre portefeuille.',
    kept: 'Ce que vous gagnez va à un compte que nous gardons pour vous. Liez votre propre portefeuille pour le détenir vous-même.',
    noneYet:
      'Ce que vous gagnez va à un compte que nous créons pour vous. Liez votre propre portefeuille pour le détenir vous-même.',
    address: 'Adresse',
    since: (when) => `Lié le ${when}`,
    noWallet: 'Ce navigateur n’a pas de portefeuille. Installez-en un, par exemple une extension, puis rechargez la page.',
    how: (chain) => `Votre portefeuille signe un message, ce qui ne coûte rien. Les récompenses sont versées sur ${chain}.`,
    link: (name) => `Lier ${name}`,
    goOn: 'Continuer',
    unlink: 'Délier le portefeuille',
    unlinkSure: 'Délier ce portefeuille ?',
    unlinkMeans:
      'Ce que vous gagnerez ensuite ira à un compte que nous gardons pour vous. Ce qui est versé reste dans votre portefeuille.',
    keep: 'Le garder',
    reasons: {
      REFUSED: () => 'Vous avez refusé dans le portefeuille. Rien n’a changé.',
      BUSY: () => 'Le portefeuille attend déjà une réponse. Ouvrez-le et répondez.',
      NO_ACCOUNT: () => 'Le portefeuille n’a montré aucun compte. Choisissez-en un et réessayez.',
      WRONG_ACCOUNT: () => 'Le portefeuille a maintenant un autre compte. Choisissez celui que vous voulez lier et réessayez.',
      WRONG_CHAIN: (chain, id) => `Le portefeuille est sur une autre chaîne. Passez-le sur ${chain} (${id}) et réessayez.`,
      UNKNOWN_CHAIN: (chain, id) => `Le portefeuille ne connaît pas ${chain} (${id}). Ajoutez-y cette chaîne et réessayez.`,
      BROKEN: () => 'Le portefeuille n’a pas pu signer. Ouvrez-le, lisez ce qu’il dit et réessayez.',
    },
    refused: {
      WALLET_REFUSED: 'La signature n’est pas celle du compte montré, ou elle est arrivée trop tard. Réessayez.',
      WALLET_TAKEN: 'Ce portefeuille est déjà lié à un autre compte. Déliez-le d’abord là-bas.',
      UNAVAILABLE: 'La chaîne ne répond pas pour le moment. Réessayez dans un instant.',
    },
  },
  proved: {
    title: 'Vérifier avec votre propre nœud',
    why: 'Croyez un nœud de votre choix, et non nous : il dit si ce versement est sur la chaîne. Votre navigateur l’interroge lui-même.',
    node: 'Adresse du nœud',
    nodeHint: (nodes) => `Cette page peut interroger : ${nodes}. L’adresse reste dans ce navigateur.`,
    notAllowed:
      'Cette page ne peut pas interroger ce nœud, seulement ceux ci-dessus : ainsi rien ne peut être dit à d’autres. Utilisez la commande ci-dessous.',
    account: 'Le compte qui devait être payé',
    accountHint: 'Le vôtre aujourd’hui. Si un autre portefeuille était lié lors du versement, donnez son adresse.',
    check: 'Vérifier',
    paid: 'C’est versé. L’état de la chaîne elle-même le prouve.',
    paidByWord: 'C’est versé, sur la parole de ce nœud : il ne donne pas de preuve de son état.',
    block: (number) => `Selon le bloc ${number}`,
    compare: 'Comparez le hash de ce bloc avec ce que dit quelqu’un en qui vous avez confiance.',
    hash: 'Hash du bloc',
    notPaid: 'La chaîne dit autre chose.',
    unreachable: 'Le nœud n’a pas répondu à cette page. Fonctionne-t-il, et autorise-t-il les pages de cette adresse (CORS) ?',
    other: 'Avec tout autre nœud',
    otherHint: 'Sur votre machine, avec notre code source. Elle interroge le nœud, et personne d’autre.',
  },
}
