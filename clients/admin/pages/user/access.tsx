import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { ResetSecondFactorDocument, SetUserBlockedDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { UserShown } from './shown.ts'

/** What keeps a user out, or lets them in again. */
export function Access({ of, again }: { of: UserShown; again: () => void }) {
  const { users: texts, desk } = useTexts()
  const { sdk, reader } = useSession()
  const blocked = of.blockedAt != null
  const block = async () => {
    await sdk.execute(SetUserBlockedDocument, { input: { userId: of.id, blocked: !blocked } })
    again()
  }
  const reset = async () => {
    await sdk.execute(ResetSecondFactorDocument, { input: { userId: of.id } })
    again()
  }
  // Nobody blocks themself.
  if (of.id === reader && !of.secondFactor) return null
  return (
    <Card title={texts.access}>
      <div className="flex flex-wrap gap-3">
        {of.id !== reader && (
          <AskFirst
            label={blocked ? texts.letIn : texts.block}
            title={blocked ? texts.letIn : texts.block}
            back={desk.back}
            look={blocked ? 'plain' : 'danger'}
            onYes={block}
          >
            <p>{blocked ? texts.letInMeans : texts.blockMeans}</p>
          </AskFirst>
        )}
        {of.secondFactor && (
          <AskFirst label={texts.resetFactor} title={texts.resetFactor} back={desk.back} onYes={reset}>
            <p>{texts.resetFactorMeans}</p>
          </AskFirst>
        )}
      </div>
    </Card>
  )
}
