import { useFormat } from '../../../web/i18n/format.ts'
import { once } from '../../../web/session/once.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { Switch } from '../../../web/ui/switch.tsx'
import { RecordConsentDocument, type ConsentKind, type PrivacyPageQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'

type Consent = NonNullable<NonNullable<PrivacyPageQuery['me']>['consents']>[number]

/** The words above are this version. Other words are another one. */
const VERSION = '1'

/** The terms are agreed to by having an account, and are not taken back here. */
const CHOSEN = ['MARKETING', 'ANALYTICS'] as const satisfies readonly ConsentKind[]

export function Consents({ consents, again }: { consents: readonly Consent[]; again: () => void }) {
  const { privacy: texts } = useTexts()
  const { day } = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const record = async (kind: ConsentKind, given: boolean) => {
    await once(`consent/${kind}/${given}`, (idempotencyKey) =>
      sdk.execute(RecordConsentDocument, { input: { kind, version: VERSION, given, idempotencyKey } }),
    )
    again()
  }
  return (
    <Card title={texts.consents}>
      {fault && <Fault fault={fault} />}
      {CHOSEN.map((kind) => {
        const consent = consents.find((each) => each.kind === kind)
        return (
          <div key={kind} className="flex flex-wrap items-center justify-between gap-x-4">
            <Switch
              label={texts.consentNames[kind]}
              on={consent?.given ?? false}
              onChange={(given) => !busy && void ask(() => record(kind, given))}
            />
            {consent?.given && <span className="text-sm text-soft">{texts.agreedOn(day(consent.at))}</span>}
          </div>
        )
      })}
    </Card>
  )
}
