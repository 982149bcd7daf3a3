/* in work */ typedef int vt_in_work;
