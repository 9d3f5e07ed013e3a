import { Box, SingleSelect, SingleSelectOption } from '@strapi/design-system';

type ListChoiceProps<Choice extends string> = {
  label: string;
  choices: readonly { value: Choice; label: string }[];
  value: Choice;
  onChoose: (value: Choice) => void;
};

/** One choice out of few. */
export const ListChoice = <Choice extends string>(props: ListChoiceProps<Choice>) => {
  const { label, choices, value, onChoose } = props;
  return (
    <Box minWidth={{ initial: '100%', medium: '18rem' }}>
      <SingleSelect
        aria-label={label}
        size="S"
        value={value}
        onChange={(next) => {
          const chosen = choices.find((choice) => choice.value === String(next));
          if (chosen) onChoose(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <SingleSelectOption key={choice.value} value={choice.value}>
            {choice.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
    </Box>
  );
};
