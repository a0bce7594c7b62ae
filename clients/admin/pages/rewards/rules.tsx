import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Facts } from '../../desk/facts.tsx'
import { PublishRewardRuleDocument, RewardRulesPageDocument, type RewardRuleRowFragment } from '../../generated/graphql.ts'
import { hasOne, MAY } from '../../may.ts'
import { useTexts } from '../../texts/index.ts'
import { DraftRule } from './draft-rule.tsx'
import { DryRun } from './dry-run.tsx'

/** What is rewarded, and how much; a new version is drafted, tried on the past and published. */
export function Rules() {
  const { roles } = useSession()
  const mayChange = hasOne(roles, MAY.settlement)
  return (
    <View query={RewardRulesPageDocument}>
      {({ rewardRules }, again) => (
        <div className="flex flex-col gap-4">
          {mayChange && <DraftRule saved={again} />}
          {rewardRules.map((rule) => (
            <Rule key={rule.id} of={rule} mayChange={mayChange} again={again} />
          ))}
        </div>
      )}
    </View>
  )
}

function Rule({ of, mayChange, again }: { of: RewardRuleRowFragment; mayChange: boolean; again: () => void }) {
  const { rewards: texts, rewardRule, rewardUnit, budgetPeriod, desk } = useTexts()
  const { sdk } = useSession()
  const { number, tokens, dayAndClock } = useFormat()
  const draft = of.publishedAt == null
  const publish = async () => {
    await sdk.execute(PublishRewardRuleDocument, { input: { ruleId: of.id } })
    again()
  }
  return (
    <Card
      title={`${rewardRule[of.name]}, ${texts.version(of.version)}`}
      aside={<Badge tone={draft ? 'warn' : 'good'}>{draft ? texts.draft : texts.published}</Badge>}
    >
      <Facts
        facts={[
          [texts.earns, texts.per(tokens(of.amount), `${number(of.per)} ${rewardUnit[of.unit]}`)],
          [texts.most, tokens(of.maximum)],
          [texts.budget, `${tokens(of.budget)}, ${budgetPeriod[of.period]}`],
          [texts.granted, tokens(of.granted)],
          [texts.from, dayAndClock(of.validFrom)],
        ]}
      />
      {mayChange && (
        <div className="flex flex-wrap items-start gap-3">
          {draft && (
            <AskFirst label={texts.publish} title={texts.publish} back={desk.back} look="primary" onYes={publish}>
              <p>{texts.publishMeans}</p>
            </AskFirst>
          )}
          <DryRun of={{ rule: of.name, ruleId: of.id }} />
        </div>
      )}
    </Card>
  )
}
