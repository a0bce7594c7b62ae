import type { StartTexts } from './en.ts'

export const startTexts = {
  picker: {
    client: 'Client',
    none: 'Il s’agit ici d’un de vos clients, et il n’y en a pas encore.',
    make: 'Créer un client',
    revoked: (name: string) => `${name} (révoqué)`,
  },
  start: {
    title: 'Votre premier appel en cinq minutes',
    intro:
      'Un de vos programmes appelle la plateforme avec une clé et n’envoie que des opérations téléversées auparavant. Quatre étapes y mènent.',
    step: (n: number, title: string) => `${n}. ${title}`,
    done: 'Fait',
    open: 'À faire',
    account: 'Se connecter comme partenaire',
    isPartner: 'Vous êtes connecté, et votre compte est celui d’un partenaire.',
    notPartner:
      'Votre compte n’est pas encore celui d’un partenaire. Demandez le rôle PARTNER à un administrateur de la plateforme, puis déconnectez-vous et reconnectez-vous.',
    client: 'Créer un client',
    operations: 'Téléverser ce qu’il peut demander',
    call: 'Appeler',
    hints: [
      'Un client est un de vos programmes. Il a une clé, et peut faire ce que vous cochez.',
      'Les opérations sont téléversées dans un manifeste : chaque texte sous son SHA-256. Une version en est activée, et la clé n’envoie rien d’autre.',
      'Lancez la ligne dans un terminal, ou le texte comme programme.',
    ],
    sandbox: 'Qu’est-ce qu’une clé de bac à sable ?',
    sandboxHint:
      'Un client pour essayer a des clés qui commencent par egs_. Il ne voit que ce que vos clients du bac à sable ont créé : des stations, des bornes et des clients à lui, et rien du monde réel. Rien de ce qu’il fait ne coûte d’argent. Les clés qui commencent par eg_ sont pour le monde réel.',
    toKeys: 'Tous les clients et clés',
    active: (version: string) => `La version ${version} est active.`,
    example: 'Une opération pour commencer',
    useExample: 'Téléverser et activer',
    toOperations: 'Téléverser vos propres opérations',
    ownKey: (prefixes: string) =>
      `Mettez d’abord votre clé dans EVERGRAPH_KEY. Une clé est montrée une seule fois, à sa création ; celle de ce client commence par ${prefixes}.`,
    ownVariables: 'C’est la première requête de votre version active. Donnez les variables qu’elle demande.',
    curl: 'Dans un terminal (curl)',
    sdk: 'Comme programme (SDK)',
    sdkHint: 'Enregistrez-le comme call.mjs, installez @evergraph/sdk, et lancez-le avec Node 22 ou plus récent.',
    waiting: 'Aucun appel n’est encore venu. Cette page regarde toutes les quelques secondes.',
    heard: (operation: string, at: string) => `Nous vous avons entendu : ${operation}, ${at}.`,
    refused: (code: string, request: string) => `La réponse était ${code}. Id de la requête : ${request}`,
    toUsage: 'Voir tous les appels',
  },
} satisfies StartTexts
