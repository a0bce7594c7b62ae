import type { texts as en } from './en.ts'

export const texts = {
  settings: {
    title: 'Instellingen',
    show: 'Instellingen tonen',
    search: 'Naam, of een deel ervan',
    read: 'Opnieuw lezen',
    readAsks: 'De lader wordt om al zijn instellingen gevraagd. Kijk opnieuw als hij geantwoord heeft.',
    none: 'Geen instelling bekend. Laat ze opnieuw lezen.',
    readAt: 'Gelezen',
    readOnly: 'niet te wijzigen',
    restart: 'geldt na herstart',
    quarantine: 'Berichten in quarantaine',
    noQuarantine: 'Geen. Wat de lader zegt, is bruikbaar.',
    retry: 'Opnieuw proberen',
    retryAsks: 'Het bericht wordt verwerkt alsof het nu kwam.',
    dismiss: 'Weggooien',
    dismissAsks: 'Het wordt nooit verwerkt. Wat het over een sessie zegt, gaat verloren.',
    why: 'Waarom',
  },
} satisfies typeof en
