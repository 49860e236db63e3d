/** The address of a file that is not there and that a model is drawn without: nothing is read from it. */
export const nowhere = 'data:,';
