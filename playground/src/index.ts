/** The app adds models alone (src/api): what becomes of them in Zoom is the plugin's work. */
export default {
  register(): void {
    return;
  },
  bootstrap(): void {
    return;
  },
};
