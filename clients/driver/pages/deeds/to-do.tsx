import { View } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { DeedsToDoDocument, type DeedsToDoQuery } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { CaptureLink } from './capture-link.tsx'
import { earningOf } from './earning.ts'

/** What can be done, each with what it earns; how it is judged and photographed unfolds. */
export function ToDo() {
  const { deeds: texts } = useTexts()
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{texts.possible}</h2>
      <View query={DeedsToDoDocument}>
        {({ deedTasks, rewardRules }) => (
          <ul className="grid items-start gap-2 sm:grid-cols-2">
            {deedTasks.map((info) => (
              <li key={info.task}>
                <Task info={info} earning={earningOf(rewardRules, info.task, new Date())} />
              </li>
            ))}
          </ul>
        )}
      </View>
    </section>
  )
}

function Task({ info, earning }: { info: DeedsToDoQuery['deedTasks'][number]; earning: string | null }) {
  const { deeds: texts, deedTask, deedGuidance, deedJudge } = useTexts()
  const format = useFormat()
  const { task, judgedBy, perDay, impact } = info
  return (
    <details name="deed" className="group rounded-lg border border-line bg-card">
      <summary className="flex min-h-14 cursor-pointer flex-wrap items-center gap-x-3 px-4 py-2 hover:bg-sunk">
        <span aria-hidden className="text-soft group-open:rotate-90">
          ›
        </span>
        <h3 className="grow font-semibold">{deedTask[task]}</h3>
        <span className="text-sm font-semibold text-brand">
          {earning === null ? texts.earnsNothing : texts.earns(format.tokens(earning))}
        </span>
      </summary>
      <div className="flex flex-col gap-3 px-4 pb-4">
        <ul className="ml-5 list-disc">
          {deedGuidance[task].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="text-sm text-soft">
          {deedJudge[judgedBy]} {texts.perDay(perDay)}
        </p>
        {impact && (
          <p className="text-sm text-soft">
            {impact.kgCo2 != null && texts.kgCo2(format.number(impact.kgCo2))}
            {impact.kgWaste != null && texts.kgWaste(format.number(impact.kgWaste))}.{' '}
            <a href={impact.sourceUrl} target="_blank" rel="noreferrer" className="text-brand underline">
              {texts.source}
            </a>
          </p>
        )}
        <div>
          <CaptureLink task={task}>{texts.photo}</CaptureLink>
        </div>
      </div>
    </details>
  )
}
