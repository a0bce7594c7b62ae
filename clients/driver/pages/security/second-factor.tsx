import { useState } from 'react'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SecondFactorOff } from './second-factor-off.tsx'
import { SecondFactorOn } from './second-factor-on.tsx'

/** A code of an app beside the password. */
export function SecondFactor({ me, again }: Part) {
  const { account: texts } = useTexts()
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const shown = (recoveryCodes: readonly string[]) => {
    setCodes(recoveryCodes)
    again()
  }
  return (
    <Card
      title={texts.secondFactor}
      aside={me.secondFactor ? <Badge tone="good">{texts.on}</Badge> : <Badge tone="quiet">{texts.off}</Badge>}
    >
      <p className="text-sm text-soft">{texts.secondFactorHint}</p>
      {codes && <RecoveryCodes codes={codes} done={() => setCodes(null)} />}
      {me.secondFactor ? <SecondFactorOn me={me} again={again} shown={shown} /> : <SecondFactorOff shown={shown} />}
    </Card>
  )
}
