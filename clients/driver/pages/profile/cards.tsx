import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { BlockIdTokenDocument, IssueIdTokenDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { filled } from '../../../web/ui/filled.ts'
import { faultAt, Form } from '../../../web/ui/form.tsx'
import type { Me } from './me.ts'

type IdToken = NonNullable<Me['idTokens']>[number]

/** What the driver can show to a charger. The app's own is no card: nobody sees or blocks it. */
export function Cards({ me, again }: { me: Me; again: () => void }) {
  const { profile: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const tokens = me.idTokens?.filter(({ type }) => type !== 'APP') ?? []
  const add = (form: FormData, element: HTMLFormElement) =>
    void ask(async () => {
      await sdk.execute(IssueIdTokenDocument, { input: { uid: filled(form, 'uid') ?? '' } })
      element.reset()
      again()
    })
  return (
    <Card title={texts.cards}>
      {tokens.length === 0 && <Empty>{texts.noCard}</Empty>}
      <ul className="flex flex-col divide-y divide-line">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <Token token={token} again={again} />
          </li>
        ))}
      </ul>
      <Form save={texts.addCard} busy={busy} fault={fault} onSave={add}>
        <Field name="uid" label={texts.uid} hint={texts.uidHint} autoComplete="off" fault={faultAt(fault, 'uid')} />
      </Form>
    </Card>
  )
}

function Token({ token, again }: { token: IdToken; again: () => void }) {
  const { profile: texts } = useTexts()
  const { sdk } = useSession()
  const isActive = token.status === 'ACTIVE'
  const block = async () => {
    await sdk.execute(BlockIdTokenDocument, { input: { idTokenId: token.id } })
    again()
  }
  return (
    <>
      <span className="min-w-0">
        <span className="block text-sm text-soft">{texts.tokenType[token.type]}</span>
        <code className="block font-semibold break-all">{token.value}</code>
      </span>
      <span className="flex items-center gap-3">
        <Badge tone={isActive ? 'good' : 'quiet'}>{isActive ? texts.active : texts.blocked}</Badge>
        {isActive && <AskFirst label={texts.block} title={texts.blockSure(token.value)} back={texts.blockKeep} onYes={block} />}
      </span>
    </>
  )
}
